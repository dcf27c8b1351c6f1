import type { DirectoryLock, Env, Files, Logger } from '@barnabus/base'
import { uuidToBytes } from '@barnabus/protocol'
import { logErrors } from '../errors.ts'
import { makeDirectoryDurably, readWhole, writeDurably } from '../files/durable-file.ts'
import { OpenFiles } from '../files/open-files.ts'
import {
  checkpointName,
  decodeCheckpoint,
  encodeCheckpoint,
  type PartitionCheckpoint,
} from '../recovery/checkpoint-file.ts'
import { readCleaned, readLogStarts } from '../recovery/kafka-checkpoints.ts'
import { Graveyard } from '../retention/graveyard.ts'
import { IndexCache } from '../segment/index-cache.ts'
import type { LogDirectorySettings } from '../settings.ts'
import { TailMemory } from '../tail/tail-memory.ts'
import { Commits, type CommitEntry } from '../wal/commits.ts'
import { Wal } from '../wal/wal.ts'
import { WalFiles } from '../wal/wal-files.ts'
import { WalFormat } from '../wal/wal-format.ts'
import { walFileName } from '../wal/wal-file-names.ts'
import { partitionKey, scanKeptWal, scanWal, type WalScan } from '../wal/wal-scan.ts'
import type { DirectoryContext } from './directory-context.ts'
import { DirectoryFailure } from './directory-failure.ts'
import { readOrMakeMetaProperties, type MetaProperties } from './meta-properties.ts'
import { PartitionDirectories } from './partition-directories.ts'
import { WriteBehind } from './write-behind.ts'

/** Whose data directory to open, and how. */
export interface LogDirectoryOptions {
  readonly path: string
  readonly env: Pick<Env, 'clock' | 'files' | 'random'>
  readonly settings: LogDirectorySettings
  readonly logger: Logger
  readonly nodeId: number
  /** For a new directory; undefined: a random one. An old directory keeps its own. */
  readonly clusterId?: string
}

/** What the last process has left behind. */
export interface Remains {
  readonly scan: WalScan
  /** False: the checkpoint is damaged, so its silence about a partition means nothing. */
  readonly checkpointIsKnown: boolean
  readonly partitions: ReadonlyMap<string, PartitionCheckpoint>
  /** Where the log begins, by partition name, if the checkpoint does not tell. */
  readonly logStarts: ReadonlyMap<string, bigint>
  /** Up to where logs are compacted, by partition name, if the checkpoint does not tell. */
  readonly cleaned: ReadonlyMap<string, bigint>
  /** Where the write-ahead log was at the checkpoint. */
  readonly fromLsn: number
  readonly wasClean: boolean
}

/** A data directory that is ours, before any of its partitions is open. */
export interface OpenedDirectory {
  readonly context: DirectoryContext
  readonly lock: DirectoryLock
  readonly metaProperties: MetaProperties
  readonly directories: PartitionDirectories
  readonly walFiles: WalFiles
  readonly remains: Remains
}

/** Written last when everything is in the files: then there is nothing to recover. */
export const cleanMarkerName = '.kafka_cleanshutdown'

/** Locks a data directory, finds out how it was left, and starts its write-ahead log. */
export async function openDirectory(options: LogDirectoryOptions): Promise<OpenedDirectory> {
  const { path, env } = options
  await makeDirectoryDurably(env.files, path)
  const lock = await env.files.lock(`${path}/.lock`)
  if (lock === undefined) throw logErrors.DIRECTORY_LOCKED(path)
  try {
    return await openLocked(options, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openLocked(
  options: LogDirectoryOptions,
  lock: DirectoryLock,
): Promise<OpenedDirectory> {
  const { path, env, nodeId, clusterId } = options
  const { files, random } = env
  const metaProperties = await readOrMakeMetaProperties({ files, random, path, nodeId, clusterId })
  const context = makeContext(options)
  const directories = await PartitionDirectories.find(options)
  const format = new WalFormat(uuidToBytes(metaProperties.directoryId))
  const remains = await readRemains(context, format, metaProperties.isNew)
  const walFiles = await startWal(context, format, remains)
  if (metaProperties.isNew) await writeFirstCheckpoint(context)
  await files.remove(`${path}/${cleanMarkerName}`)
  await files.syncDirectory(path)
  return { context, lock, metaProperties, directories, walFiles, remains }
}

function makeContext({ path, env, settings, logger }: LogDirectoryOptions): DirectoryContext {
  const { clock, files } = env
  const failure = new DirectoryFailure(path, logger)
  const openFiles = new OpenFiles({
    files,
    openMax: settings.openFilesMax,
    syncFailed: (file, cause) => failure.fail(`sync "${file}"`, cause),
  })
  const tailMemory = new TailMemory({
    cacheBytesMax: settings.tailCacheBytes,
    unwrittenBytesMax: settings.unwrittenBytesMax,
  })
  return {
    path,
    env,
    settings,
    logger,
    failure,
    openFiles,
    tailMemory,
    indexCache: new IndexCache(settings.indexCacheBytes),
    commits: new Commits(),
    graveyard: new Graveyard({ clock, files, logger }),
    writeBehind: new WriteBehind({
      memory: tailMemory,
      failure,
      clock,
      // Whoever is asked to wait waits for these writes, so they must begin before.
      gatheredBytesMax: Math.min(settings.writeBehindBytes, settings.unwrittenBytesMax / 2),
    }),
  }
}

async function readRemains(
  context: DirectoryContext,
  format: WalFormat,
  isNew: boolean,
): Promise<Remains> {
  const { path, openFiles, logger } = context
  const { files } = context.env
  const bytes = await readWhole(files, `${path}/${checkpointName}`)
  const checkpoint = bytes && decodeCheckpoint(bytes)
  if (checkpoint === undefined && !isNew) {
    logger.error({ path }, `The checkpoint of "${path}" is missing or damaged: reading everything`)
  }
  const wasClean = checkpoint !== undefined && (await files.exists(`${path}/${cleanMarkerName}`))
  const { walLsn: fromLsn, keptWalFiles: kept = [] } = checkpoint ?? {}
  const options = { files, openFiles, directory: walDirectoryOf(path), format, fromLsn, kept }
  const entries = checkpoint?.partitions ?? []
  return {
    scan: wasClean ? await scanKeptWal(options) : await scanWal(options),
    fromLsn: fromLsn ?? 0,
    checkpointIsKnown: checkpoint !== undefined || isNew,
    logStarts: checkpoint === undefined ? await readLogStarts(files, path) : new Map(),
    cleaned: checkpoint === undefined ? await readCleaned(files, path) : new Map(),
    partitions: new Map(
      entries.map((entry) => [partitionKey(entry.topicId, entry.partition), entry]),
    ),
    wasClean,
  }
}

/** Starts the log where it may go on; removes files of it that nobody needs. */
async function startWal(
  context: DirectoryContext,
  format: WalFormat,
  { scan, wasClean, fromLsn }: Remains,
): Promise<WalFiles> {
  const { env, settings, failure, commits } = context
  const directory = walDirectoryOf(context.path)
  await makeDirectoryDurably(env.files, directory)
  // The process that wrote them may have been killed before they were synced, and we are about to
  // show what is in them.
  for (const { path } of scan.files) await syncFile(env.files, path)
  const needed = new Set(scan.files.map(({ startLsn }) => walFileName(startLsn)))
  for (const name of await env.files.list(directory)) {
    if (!needed.has(name)) await env.files.remove(`${directory}/${name}`)
  }
  const unsynced = !settings.syncBeforeAck
  const sparesMax = Math.ceil(settings.checkpointBytes / settings.walSegmentBytes)
  const walFiles = new WalFiles({ files: env.files, directory, format, sparesMax, unsynced })
  const options = {
    format,
    walFiles,
    failure,
    clock: env.clock,
    fileSizeMax: settings.walSegmentBytes,
    syncBeforeAck: settings.syncBeforeAck,
    onCommit: (entries: readonly CommitEntry[]) => commits.announce(entries),
    makeRoom: () => makeRoom(context, walFiles),
  }
  const startLsn = wasClean ? fromLsn : scan.nextLsn
  commits.attach(await Wal.start(options, startLsn, scan.files))
  return walFiles
}

/** Gives back the space of files that are only kept for convenience. */
async function makeRoom(
  { logger, graveyard }: DirectoryContext,
  walFiles: WalFiles,
): Promise<void> {
  logger.error(
    {},
    'The disk is full, or too many files are open: appends are refused until that ends',
  )
  await walFiles.removeSpares()
  await graveyard.clear()
}

/** So that from now on a missing write-ahead log is noticed. */
async function writeFirstCheckpoint({ env, path, commits }: DirectoryContext): Promise<void> {
  const first = { walLsn: commits.wal.committedLsn, keptWalFiles: [], partitions: [] }
  await writeDurably(env.files, `${path}/${checkpointName}`, encodeCheckpoint(first))
}

async function syncFile(files: Files, path: string): Promise<void> {
  const file = await files.open(path, 'update')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function walDirectoryOf(path: string): string {
  return `${path}/wal`
}
