import { finishReplacement, swapEnding } from '../compaction/replacement.ts'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { logErrors } from '../errors.ts'
import { BatchWalk } from '../segment/batch-walk.ts'
import { offsetFileName, offsetsOfFiles } from '../segment/segment-file-names.ts'

const everywhere = 2n ** 63n

/**
 * Ends what compaction had begun when it was interrupted: a segment that was whole takes the place
 * of those that it was made from. Throws PARTITION_OFFLINE if it is not whole any more. True: there
 * was something to be done.
 */
export async function finishReplacements(
  context: DirectoryContext,
  partition: { readonly name: string; readonly directory: string },
  names: readonly string[],
): Promise<boolean> {
  const { files } = context.env
  const swapped = offsetsOfFiles(names, `.log${swapEnding}`)
  for (const baseOffset of swapped) {
    const path = `${partition.directory}/${offsetFileName(baseOffset, '.log')}${swapEnding}`
    const endOffset = await endOf(context, partition.name, path, baseOffset)
    const others = offsetsOfFiles(names, '.log').filter(
      (other) => other > baseOffset && other < endOffset,
    )
    await finishReplacement(files, partition.directory, baseOffset, others)
  }
  if (swapped.length > 0) await files.syncDirectory(partition.directory)
  return swapped.length > 0
}

/** Where the batches of a segment's file end, all of which hold. */
async function endOf(
  { openFiles, logger }: DirectoryContext,
  name: string,
  path: string,
  baseOffset: bigint,
): Promise<bigint> {
  logger.warn({ path }, `"${path}" is the end of a compaction that was interrupted: finishing it`)
  const walk = new BatchWalk({
    readAt: (target, position) => openFiles.read(path, target, position),
    from: 0,
    to: await openFiles.sizeBytes(path),
    offset: baseOffset,
    gapsBelow: everywhere,
    checksums: true,
  })
  while ((await walk.next()) !== undefined) continue
  await openFiles.forget(path)
  if (walk.problem === undefined && walk.nextOffset > baseOffset) return walk.nextOffset
  throw logErrors.PARTITION_OFFLINE(name, `"${path}" does not hold at byte ${walk.position}`)
}
