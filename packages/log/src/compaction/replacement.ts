import type { Files } from '@barnabus/base'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { offsetFileName, segmentSuffixes } from '../segment/segment-file-names.ts'
import type { Segment } from '../segment/segment.ts'

/** What a cleaned segment's files end with while they are being written: worth nothing yet. */
export const cleanedEnding = '.cleaned'

/** What they end with when they are whole: from then on they count, not what they were made from. */
export const swapEnding = '.swap'

const indexSuffixes = segmentSuffixes.filter((suffix) => suffix !== '.log')

/**
 * Makes a cleaned segment count. Before this resolves a crash leaves the log as it was; afterwards
 * recovery does what `finishReplacement` would.
 */
export async function commitReplacement(
  { openFiles, indexCache, env: { files } }: DirectoryContext,
  directory: string,
  cleaned: Segment,
): Promise<void> {
  for (const suffix of segmentSuffixes) {
    await openFiles.forget(cleaned.path(suffix))
    indexCache.delete(cleaned.path(suffix))
  }
  const name = (suffix: string): string =>
    `${directory}/${offsetFileName(cleaned.baseOffset, suffix)}`
  for (const suffix of [...indexSuffixes, '.log']) {
    const path = name(suffix)
    const isMade = await files.exists(`${path}${cleanedEnding}`)
    if (isMade) await files.rename(`${path}${cleanedEnding}`, `${path}${swapEnding}`)
    else await files.remove(`${path}${swapEnding}`) // Of an attempt that failed.
  }
  await files.syncDirectory(directory)
}

/**
 * Takes the segments at `others` out of the directory, and then gives the cleaned one at
 * `baseOffset` its name. Whenever it is interrupted, it can be done again.
 */
export async function finishReplacement(
  files: Files,
  directory: string,
  baseOffset: bigint,
  others: readonly bigint[],
): Promise<void> {
  for (const other of others) {
    for (const suffix of segmentSuffixes) {
      await files.remove(`${directory}/${offsetFileName(other, suffix)}`)
    }
  }
  for (const suffix of indexSuffixes) {
    const path = `${directory}/${offsetFileName(baseOffset, suffix)}`
    const isMade = await files.exists(`${path}${swapEnding}`)
    if (isMade) await files.rename(`${path}${swapEnding}`, path)
    else await files.remove(path) // It was of the segment that is replaced.
  }
  // All of that before the last name, which ends the replacement: nothing of the old may come back.
  await files.syncDirectory(directory)
  const log = `${directory}/${offsetFileName(baseOffset, '.log')}`
  await files.rename(`${log}${swapEnding}`, log)
}

/** Removes what was written of cleaned segments and is not to count: others may need the space. */
export async function discardCleaned(
  { openFiles, indexCache, env: { files } }: DirectoryContext,
  directory: string,
): Promise<void> {
  for (const name of await files.list(directory)) {
    if (!name.endsWith(cleanedEnding)) continue
    const path = `${directory}/${name}`
    await openFiles.forget(path)
    indexCache.delete(path)
    await files.remove(path)
  }
}
