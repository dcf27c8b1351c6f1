import type { DirectoryContext } from '../directory/directory-context.ts'
import { offsetFileName, segmentSuffixes, snapshotSuffix } from '../segment/segment-file-names.ts'
import type { Segment } from '../segment/segment.ts'

/** Takes out of a partition's directory what its log, as it was recovered, has no place for. */
export class ObsoleteFiles {
  readonly #context: DirectoryContext
  readonly #directory: string

  constructor(context: DirectoryContext, directory: string) {
    this.#context = context
    this.#directory = directory
  }

  async removeSegments(segments: readonly { readonly baseOffset: bigint }[]): Promise<void> {
    for (const { baseOffset } of segments) {
      for (const suffix of segmentSuffixes) {
        const path = this.#path(baseOffset, suffix)
        await this.#context.openFiles.forget(path)
        await this.#context.env.files.remove(path)
      }
    }
  }

  /** Ends the last of `segments` at `position`, and removes the `later` ones. */
  async cut(reach: {
    readonly segments: readonly Segment[]
    readonly position: number
    readonly later: readonly Segment[]
  }): Promise<void> {
    const { segments, position, later } = reach
    const last = segments.at(-1)
    if (last !== undefined && last.sizeBytes > position) {
      const path = last.path('.log')
      const facts = { path, position, sizeBytes: last.sizeBytes }
      this.#context.logger.warn(facts, `Cutting "${path}" at byte ${position}: an unfinished write`)
      await last.truncate(position)
    }
    await this.removeSegments(later)
  }

  /** A snapshot past the end may be of a log that went on differently. Returns those that stay. */
  async keepSnapshots(snapshots: readonly bigint[], endOffset: bigint): Promise<readonly bigint[]> {
    for (const offset of snapshots) {
      if (offset > endOffset)
        await this.#context.env.files.remove(this.#path(offset, snapshotSuffix))
    }
    return snapshots.filter((offset) => offset <= endOffset)
  }

  #path(offset: bigint, suffix: string): string {
    return `${this.#directory}/${offsetFileName(offset, suffix)}`
  }
}
