import type { Admin, CommittedOffset, Consumer, TopicPartition } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import { onceKnown } from '../topics/make-topic.ts'
import { newPartition, OwnedPosition, positionOf, type PositionFacts } from './owned-position.ts'
import type { Store, StoreTransaction } from './store.ts'

export interface StoredPositionsOptions {
  readonly store: Store
  /** What the store is called, in what is committed to Kafka. */
  readonly storeId: string
  readonly plan: Pick<RetryPlan, 'source' | 'group'>
  readonly from: 'earliest' | 'latest' | 'fail'
  readonly consumer: Consumer
  readonly admin: Admin
}

/** A partition, as far as the cluster knows it. */
interface Log extends TopicPartition {
  readonly topicId: string
  readonly first: bigint
  readonly end: bigint
  readonly committed: CommittedOffset | undefined
}

const ours = 'barnabus store '

/** Where a group is, in the user's database, for the partitions of one member. */
export class StoredPositions {
  readonly #options: StoredPositionsOptions
  #hasBegun = false
  readonly #owned = new Map<string, OwnedPosition>()

  constructor(options: StoredPositionsOptions) {
    this.#options = options
  }

  /** Undefined: it is not ours. */
  of(place: TopicPartition): OwnedPosition | undefined {
    return this.#owned.get(nameOf(place))
  }

  /**
   * Takes ownership of these partitions: whatever others have under way for them changes nothing
   * any more. Gives the positions, in their order. Rejects where going on would skip or repeat
   * something: TOPIC_REMADE, POSITION_GONE, POSITION_MISSING, STORE_FOREIGN.
   */
  async take(
    partitions: readonly TopicPartition[],
    signal: AbortSignal,
  ): Promise<readonly OwnedPosition[]> {
    await this.#begin(signal)
    const logs = await this.#logsOf(partitions, signal)
    for (const log of logs) this.#requireOwnStore(log)
    const facts = await this.#options.store.transaction(async (transaction) => {
      const taken: PositionFacts[] = []
      for (const log of logs) taken.push(await this.#takeOne(transaction, log))
      return taken
    })
    facts.forEach((position, index) => requireInside(position, logs[index]!))
    return facts.map((position) => {
      const owned = new OwnedPosition(position)
      this.#owned.set(nameOf(position), owned)
      return owned
    })
  }

  /**
   * A group that is new to the topic begins in all its partitions at once: those that it has not got
   * then were made later, and nothing in them may be passed over.
   */
  async #begin(signal: AbortSignal): Promise<void> {
    if (this.#hasBegun) return
    const { store, plan, admin } = this.#options
    const { rows } = await store.transaction(({ execute }) =>
      execute('SELECT topic_id FROM barnabus_positions WHERE group_id = $1 AND topic = $2', [
        plan.group,
        plan.source,
      ]),
    )
    if (rows.length === 0) {
      const [described] = await onceKnown(
        () => admin.describeTopics([plan.source], { signal }),
        signal,
      )
      const logs = await this.#logsOf(
        described!.partitions.map(({ partition }) => ({ topic: plan.source, partition })),
        signal,
      )
      for (const log of logs) this.#requireOwnStore(log)
      await store.transaction(async (transaction) => {
        for (const log of logs) await this.#insert(transaction, log, this.#startOf(log), null)
      })
    }
    this.#hasBegun = true
  }

  /** Rejects with POSITION_GONE if the cluster has lost what is to be read next. */
  async check(signal: AbortSignal): Promise<void> {
    const all = [...this.#owned.values()]
    const logs = await this.#logsOf(
      all.map(({ place }) => place),
      signal,
    )
    all.forEach((position, index) => requireInside({ next: position.next }, logs[index]!))
  }

  /** They are somebody else's now: nothing is written for them any more. */
  giveUp(partitions: readonly TopicPartition[]): void {
    for (const place of partitions) {
      this.#owned.get(nameOf(place))?.giveUp()
      this.#owned.delete(nameOf(place))
    }
  }

  /** Tells Kafka where these are, for those who look at lags. Rejects if we are no member. */
  async mirror(partitions: readonly TopicPartition[]): Promise<void> {
    const positions = partitions.flatMap((place) => this.of(place) ?? [])
    const metadata = `${ours}${this.#options.storeId}`
    const offsets = positions.map(({ place, next }) => ({ ...place, offset: next, metadata }))
    if (offsets.length > 0) await this.#options.consumer.commit(offsets)
  }

  async #logsOf(partitions: readonly TopicPartition[], signal: AbortSignal): Promise<Log[]> {
    const { admin, consumer } = this.#options
    const places = partitions.map(({ topic, partition }) => ({ topic, partition }))
    const topics = [...new Set(places.map(({ topic }) => topic))]
    const [described, firsts, ends, committed] = await Promise.all([
      admin.describeTopics(topics, { signal }),
      admin.listOffsets(
        places.map((place) => ({ ...place, at: 'earliest' as const })),
        { signal },
      ),
      admin.listOffsets(
        places.map((place) => ({ ...place, at: 'latest' as const })),
        { signal },
      ),
      consumer.committed(places, { signal }),
    ])
    const idOf = new Map(described.map(({ topic, topicId }) => [topic, topicId ?? topic]))
    return places.map((place, index) => ({
      ...place,
      topicId: idOf.get(place.topic)!,
      first: firsts[index]!.offset ?? 0n,
      end: ends[index]!.offset ?? 0n,
      committed: committed[index],
    }))
  }

  /** Two databases that both believe to hold the group's position would share its messages. */
  #requireOwnStore({ topic, committed }: Log): void {
    const { storeId, plan } = this.#options
    const metadata = committed?.metadata ?? ''
    if (!metadata.startsWith(ours) || metadata === `${ours}${storeId}`) return
    throw busErrors.STORE_FOREIGN(topic, plan.group)
  }

  async #takeOne(transaction: StoreTransaction, log: Log): Promise<PositionFacts> {
    const { group } = this.#options.plan
    const { topic, topicId, partition } = log
    for (;;) {
      const taken = await transaction.execute(
        `UPDATE barnabus_positions SET owner_epoch = owner_epoch + 1
          WHERE group_id = $1 AND topic_id = $2 AND partition_number = $3 RETURNING *`,
        [group, topicId, BigInt(partition)],
      )
      if (taken.rows.length > 0) return positionOf(taken.rows[0]!)
      const { rows } = await transaction.execute(
        `SELECT next_offset FROM barnabus_positions
          WHERE group_id = $1 AND topic = $2 AND topic_id <> $3`,
        [group, topic, topicId],
      )
      if (rows.length > 0) throw busErrors.TOPIC_REMADE(topic, group)
      await this.#insert(transaction, log, knownTo(log) ?? log.first, newPartition)
    }
  }

  async #insert(
    transaction: StoreTransaction,
    log: Log,
    start: bigint,
    leaderEpoch: bigint | null,
  ): Promise<void> {
    const { topic, topicId, partition } = log
    await transaction.execute(
      `INSERT INTO barnabus_positions
        (group_id, topic_id, partition_number, topic, next_offset, leader_epoch, owner_epoch)
        VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT DO NOTHING`,
      [this.#options.plan.group, topicId, BigInt(partition), topic, start, leaderEpoch],
    )
  }

  #startOf(log: Log): bigint {
    const { plan, from } = this.#options
    const known = knownTo(log)
    if (known !== undefined) return known
    if (from === 'earliest') return log.first
    if (from === 'latest') return log.end
    throw busErrors.POSITION_MISSING(log.topic, log.partition, plan.group)
  }
}

/** A group that kept its offsets in Kafka until now goes on there. */
function knownTo({ committed }: Log): bigint | undefined {
  return committed?.metadata.startsWith(ours) === false ? committed.offset : undefined
}

function requireInside({ next }: { readonly next: bigint }, log: Log): void {
  const { topic, partition, first, end } = log
  if (next < first) {
    const reason = `${first - next} offsets are gone, the first that is left is ${first}`
    throw busErrors.POSITION_GONE(topic, partition, next, reason)
  }
  if (next > end) {
    const reason = `the partition ends ${next - end} offsets before, at ${end}`
    throw busErrors.POSITION_GONE(topic, partition, next, reason)
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}
