import type { TopicPartition } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import type { Outcome } from '../handle/work.ts'
import { wholeNumber, type StoreResult, type StoreTransaction, type StoreValue } from './store.ts'

/** How a message goes on that could not be handled; written down before it does. */
export interface Decision {
  readonly offset: bigint
  readonly outcome: Exclude<Outcome, { readonly kind: 'done' }>
  /** Of the record by which it goes on: whoever meets two of them knows that they are one. */
  readonly hop: string
  /** Where the topic ended to which it goes, before it went. */
  readonly end: bigint
}

/** Where a group is in a partition, and since when it is ours. */
export interface PositionFacts extends TopicPartition {
  readonly group: string
  readonly topicId: string
  readonly ownerEpoch: bigint
  readonly next: bigint
  readonly leaderEpoch: number | undefined
  readonly decision: Decision | undefined
  /** The group knew the topic when this partition was made, and has handled nothing of it. */
  readonly isNew: boolean
}

/** Stands for the leader epoch where nothing was handled yet that the group found made later. */
export const newPartition = -1n

const isOurs =
  'group_id = $1 AND topic_id = $2 AND partition_number = $3 AND owner_epoch = $4 AND next_offset = $5'

/**
 * A position that this process owns, as it is in the store: each change holds only as long as nobody
 * else has taken ownership and the position is where we left it.
 */
export class OwnedPosition {
  readonly #facts: PositionFacts
  #next: bigint
  #decision: Decision | undefined
  #isGiven = false

  constructor(facts: PositionFacts) {
    this.#facts = facts
    this.#next = facts.next
    this.#decision = facts.decision
  }

  get place(): TopicPartition {
    const { topic, partition } = this.#facts
    return { topic, partition }
  }

  /** The offset to be read next. */
  get next(): bigint {
    return this.#next
  }

  get isNew(): boolean {
    return this.#facts.isNew
  }

  get leaderEpoch(): number | undefined {
    return this.#facts.leaderEpoch
  }

  /** What was decided of the message at that offset, and may have been done. */
  decisionOf(offset: bigint): Decision | undefined {
    return this.#decision?.offset === offset ? this.#decision : undefined
  }

  /** The partition goes to others: whatever is under way for it must not become lasting. */
  giveUp(): void {
    this.#isGiven = true
  }

  /** Moves the stored position behind a record. Throws OWNERSHIP_LOST if it is not ours any more. */
  async advance(
    transaction: StoreTransaction,
    record: { readonly offset: bigint; readonly leaderEpoch: number | undefined },
  ): Promise<void> {
    const { leaderEpoch } = record
    const epoch = leaderEpoch === undefined ? null : BigInt(leaderEpoch)
    await this.#change(transaction, 'next_offset = $6, leader_epoch = $7, decision = NULL', [
      record.offset + 1n,
      epoch,
    ])
  }

  /** The store has what `advance` wrote. */
  advanced(record: { readonly offset: bigint }): void {
    this.#next = record.offset + 1n
    this.#decision = undefined
  }

  /** Writes down how the next message goes on. Throws OWNERSHIP_LOST as `advance` does. */
  async decide(transaction: StoreTransaction, decision: Decision): Promise<void> {
    await this.#change(transaction, 'decision = $6', [textOf(decision)])
    this.#decision = decision
  }

  async #change(
    transaction: StoreTransaction,
    assignments: string,
    values: readonly StoreValue[],
  ): Promise<void> {
    const { group, topicId, topic, partition, ownerEpoch } = this.#facts
    const key = [group, topicId, BigInt(partition), ownerEpoch, this.#next]
    const statement = `UPDATE barnabus_positions SET ${assignments} WHERE ${isOurs}`
    const { changes } = await transaction.execute(statement, [...key, ...values])
    if (changes !== 1 || this.#isGiven) throw busErrors.OWNERSHIP_LOST(topic, partition)
  }
}

/** What a row says of a position. */
export function positionOf(row: StoreResult['rows'][number]): PositionFacts {
  const leaderEpoch = wholeNumber(row['leader_epoch'])
  const decision = row['decision'] as string | null
  return {
    isNew: leaderEpoch === newPartition,
    group: String(row['group_id']),
    topic: String(row['topic']),
    topicId: String(row['topic_id']),
    partition: Number(row['partition_number']),
    next: wholeNumber(row['next_offset'])!,
    ownerEpoch: wholeNumber(row['owner_epoch'])!,
    leaderEpoch:
      leaderEpoch === undefined || leaderEpoch === newPartition ? undefined : Number(leaderEpoch),
    decision: decision === null ? undefined : decisionFrom(decision),
  }
}

function textOf({ offset, end, ...rest }: Decision): string {
  return JSON.stringify({ ...rest, offset: String(offset), end: String(end) })
}

function decisionFrom(text: string): Decision {
  const { offset, end, ...rest } = JSON.parse(text) as Omit<Decision, 'offset' | 'end'> & {
    readonly offset: string
    readonly end: string
  }
  return { ...rest, offset: BigInt(offset), end: BigInt(end) }
}
