import type { ConfigOwner } from './config-owner.ts'
import type { MetadataImage } from './image.ts'
import type { MetadataRecord } from './metadata-record.ts'

/** The whole new set of one owner's dynamic configs, replacing what was there. */
export interface ConfigChange {
  readonly owner: ConfigOwner
  readonly configs: ReadonlyMap<string, string>
}

/** What was decided: the facts to write, and what to say once they are written. */
export interface Decision<Result> {
  readonly records: readonly MetadataRecord[]
  readonly result: Result
}

/** The metadata log and what follows from it: read `image`, change through the methods. */
export interface Metadata {
  /** The state after every change that is durable so far. */
  readonly image: MetadataImage
  /** How many facts are durable so far: one after the offset of the last. */
  readonly endOffset: bigint
  /**
   * Makes what `decide` returns durable, all or none, then in effect: one caller at a time, so
   * `decide` sees the latest image. Validation belongs inside `decide`.
   *
   * Rejects with an operating error if the data directory failed.
   */
  change<Result>(decide: (image: MetadataImage) => Decision<Result>): Promise<Result>
  /** The same for dynamic configs. */
  changeConfigs<Result>(
    decide: (image: MetadataImage) => {
      readonly changes: readonly ConfigChange[]
      readonly result: Result
    },
  ): Promise<Result>
  /** Called after a change of configs took effect, with its owner. */
  onConfigChange(listener: (owner: ConfigOwner) => void): void
}
