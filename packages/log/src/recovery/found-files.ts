import type { DirectoryContext } from '../directory/directory-context.ts'
import { isMissing } from '../files/file-problems.ts'
import { offsetFileName, offsetsOfFiles, snapshotSuffix } from '../segment/segment-file-names.ts'
import { finishReplacements } from './finish-replacements.ts'
import type { FoundSegment } from './recovery-start.ts'

/** What is in a partition's directory. */
export interface FoundFiles {
  readonly segments: readonly FoundSegment[]
  readonly snapshots: readonly bigint[]
  readonly names: ReadonlySet<string>
}

/**
 * Looks through a partition's directory, ends what was being replaced, and removes what was on its
 * way out. Throws PARTITION_OFFLINE.
 */
export async function findFiles(
  context: DirectoryContext,
  partition: { readonly name: string; readonly directory: string },
): Promise<FoundFiles> {
  const { files } = context.env
  const { directory } = partition
  const before = await files.list(directory)
  const changed = await finishReplacements(context, partition, before)
  const names = changed ? await files.list(directory) : before
  for (const name of names) {
    if (isLeftover(name, names)) await files.remove(`${directory}/${name}`)
  }
  const segments = await Promise.all(
    offsetsOfFiles(names, '.log').map(async (baseOffset) => {
      const path = `${directory}/${offsetFileName(baseOffset, '.log')}`
      return { baseOffset, sizeBytes: await sizeOf(context, path) }
    }),
  )
  return { segments, snapshots: offsetsOfFiles(names, snapshotSuffix), names: new Set(names) }
}

const onItsWay = /^\d{20}\.\w+\.(deleted|cleaned|swap)$/
const ourTemporary = /^(\d{20}\.\w+|leader-epoch-checkpoint|partition\.metadata)\.tmp$/

/**
 * Files of ours that were renamed to be removed, or never renamed to be what they should; and
 * indexes without a segment, which a new segment of that name must not find.
 */
function isLeftover(name: string, names: readonly string[]): boolean {
  if (onItsWay.test(name) || ourTemporary.test(name)) return true
  const index = /^(\d{20})\.(time|txn)?index$/.exec(name)
  return index !== null && !names.includes(`${index[1]}.log`)
}

async function sizeOf(context: DirectoryContext, path: string): Promise<number> {
  try {
    return await context.openFiles.sizeBytes(path)
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}
