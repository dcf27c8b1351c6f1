import type { ImageState } from './image-state.ts'
import type { MetadataImage } from './image.ts'
import type { MetadataLog } from './metadata-log.ts'
import type { MetadataRecord } from './metadata-record.ts'
import type { ConfigOwner } from './config-owner.ts'
import type { ConfigChange, Decision, Metadata } from './metadata.ts'

/** Follows what the metadata says: opens and closes what it names. */
export interface MetadataFollower {
  /** The records are durable and will be in effect next: get ready. */
  prepare(records: readonly MetadataRecord[]): Promise<void>
  /** The record is in effect. Called in order, right after each was applied. */
  applied(record: MetadataRecord): void
}

/** Changes metadata in one rhythm: decide, append, apply, answer. One change at a time. */
export class MetadataStore implements Metadata {
  readonly #image: ImageState
  readonly #log: MetadataLog
  readonly #followers: MetadataFollower[] = []
  readonly #configListeners: ((owner: ConfigOwner) => void)[] = []
  #lastTurn: Promise<unknown> = Promise.resolve()

  /** `image` is what the log says so far. */
  constructor(image: ImageState, log: MetadataLog) {
    this.#image = image
    this.#log = log
  }

  /** From now on `follower` hears of every change. */
  follow(follower: MetadataFollower): void {
    this.#followers.push(follower)
  }

  get image(): MetadataImage {
    return this.#image
  }

  get endOffset(): bigint {
    return this.#log.endOffset
  }

  change<Result>(decide: (image: MetadataImage) => Decision<Result>): Promise<Result> {
    const turn = this.#lastTurn.then(async () => {
      const { records, result } = decide(this.#image)
      if (records.length === 0) return result
      await this.#log.append(records)
      for (const follower of this.#followers) await follower.prepare(records)
      for (const record of records) this.#apply(record)
      return result
    })
    this.#lastTurn = turn.catch(() => undefined) // Whoever asked hears of it; the next may try.
    return turn
  }

  changeConfigs<Result>(
    decide: (image: MetadataImage) => {
      readonly changes: readonly ConfigChange[]
      readonly result: Result
    },
  ): Promise<Result> {
    return this.change((image) => {
      const { changes, result } = decide(image)
      return { records: changes.map(configsSet), result }
    })
  }

  onConfigChange(listener: (owner: ConfigOwner) => void): void {
    this.#configListeners.push(listener)
  }

  /** Resolves when no change is on its way. */
  async settled(): Promise<void> {
    await this.#lastTurn
  }

  #apply(record: MetadataRecord): void {
    this.#image.apply(record)
    for (const follower of this.#followers) follower.applied(record)
    if (record.kind !== 'configs-set') return
    for (const listener of this.#configListeners) listener(record.owner)
  }
}

function configsSet({ owner, configs }: ConfigChange): MetadataRecord {
  return { kind: 'configs-set', owner, configs: Object.fromEntries(configs) }
}
