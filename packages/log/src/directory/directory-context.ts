import type { Env, Logger } from '@barnabus/base'
import type { OpenFiles } from '../files/open-files.ts'
import type { IndexCache } from '../segment/index-cache.ts'
import type { LogDirectorySettings } from '../settings.ts'
import type { TailMemory } from '../tail/tail-memory.ts'
import type { Commits } from '../wal/commits.ts'
import type { WriteBehind } from './write-behind.ts'
import type { DirectoryFailure } from './directory-failure.ts'
import type { Graveyard } from '../retention/graveyard.ts'

/** What all partitions of a data directory share. */
export interface DirectoryContext {
  readonly path: string
  readonly env: Pick<Env, 'clock' | 'files' | 'random'>
  readonly settings: LogDirectorySettings
  readonly logger: Logger
  readonly failure: DirectoryFailure
  readonly openFiles: OpenFiles
  readonly indexCache: IndexCache
  readonly tailMemory: TailMemory
  readonly commits: Commits
  readonly graveyard: Graveyard
  readonly writeBehind: WriteBehind
}
