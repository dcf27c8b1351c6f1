import type { TopicPartition } from '../../topic-partition.ts'

/** How far a program has come in a partition that is its own now. */
export class PartitionProgress implements TopicPartition {
  readonly topic: string
  readonly partition: number
  /** The offset to go on at; undefined: nothing was resolved, and nobody sought. */
  next: bigint | undefined
  committed: bigint | undefined
  /** How often somebody sought: what was fetched before is not to be handled any more. */
  seeks = 0
  /** It is somebody else's by now. */
  isGone = false
  /** Resolves when the batch that is being handled is done with; undefined: there is none. */
  handling: Promise<void> | undefined
  /** Nothing of it is handed out for now. */
  isHeldBack = false
  #origin: bigint | undefined

  constructor({ topic, partition }: TopicPartition) {
    this.topic = topic
    this.partition = partition
  }

  /** How many offsets are resolved and not committed. */
  get uncommittedCount(): bigint {
    if (this.next === undefined) return 0n
    return this.next - (this.committed ?? this.#origin ?? this.next)
  }

  /** A batch that begins there is about to be handled. */
  begins(offset: bigint): void {
    this.#origin ??= offset
  }

  /** The program is done with the message at that offset, and everything before it. */
  resolve(offset: bigint): void {
    this.next = offset + 1n
  }

  /** The program wants to go on elsewhere; undefined: at an end of the partition. */
  sought(offset: bigint | undefined): void {
    this.next = offset
    this.committed = undefined
    this.#origin = offset
    this.seeks += 1
  }
}
