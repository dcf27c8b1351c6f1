import { assert, systemClock, type Clock } from '@barnabus/base'
import { ApiKey, ErrorCode, batchesIn, encodeBatch } from '@barnabus/protocol'

import { testkitErrors } from './errors.ts'
import type { RawConnection } from './raw-connection.ts'

interface At {
  readonly topic: string
  readonly partition: number
}

/** Kafka's older protocol of transactions, in which the client adds partitions, or the newer one. */
export type ProtocolVersion = 1 | 2

const versionsOf = {
  1: { produce: 11, end: 4, commit: 4 },
  2: { produce: 12, end: 5, commit: 5 },
}

interface InitOptions {
  readonly transactionTimeoutMs?: number
  /** Who it wants to go on as. */
  readonly producerId?: bigint
  readonly producerEpoch?: number
  readonly version?: number
}

/** A transactional producer, request by request; it does nothing by itself, and nothing twice. */
export class RawProducer {
  readonly connection: RawConnection
  readonly transactionalId: string
  readonly protocol: ProtocolVersion
  readonly clock: Clock
  producerId = -1n
  producerEpoch = -1
  readonly #sequences = new Map<string, number>()

  constructor(
    connection: RawConnection,
    transactionalId: string,
    options: { readonly protocol?: ProtocolVersion; readonly clock?: Clock } = {},
  ) {
    this.connection = connection
    this.transactionalId = transactionalId
    this.protocol = options.protocol ?? 2
    this.clock = options.clock ?? systemClock
  }

  /** Asks for a coordinator, as every client does, and becomes its producer. */
  async begin(transactionTimeoutMs = 60_000): Promise<this> {
    const { transactionalId } = this
    const found = await this.connection.send(ApiKey.FindCoordinator, 3, {
      ...{ key: transactionalId, keyType: 1, coordinatorKeys: [] },
    })
    assert(found.errorCode === ErrorCode.none, `there is no coordinator: ${found.errorCode}`)
    const errorCode = await this.init({ transactionTimeoutMs })
    assert(errorCode === ErrorCode.none, `the producer cannot begin: ${errorCode}`)
    return this
  }

  async init({
    transactionTimeoutMs = 60_000,
    producerId = -1n,
    producerEpoch = -1,
    version = 5,
  }: InitOptions = {}): Promise<ErrorCode> {
    const { transactionalId } = this
    const answer = await this.connection.send(ApiKey.InitProducerId, version, {
      ...{ transactionalId, transactionTimeoutMs, producerId, producerEpoch },
    })
    if (answer.errorCode === ErrorCode.none) this.#become(answer)
    return answer.errorCode as ErrorCode
  }

  /** Another who thinks to be the same producer, as of now; by another connection, if given. */
  twin(connection = this.connection): RawProducer {
    const twin = new RawProducer(connection, this.transactionalId, this)
    twin.#become(this)
    for (const [key, sequence] of this.#sequences) twin.#sequences.set(key, sequence)
    return twin
  }

  async add(at: At, version = 3): Promise<ErrorCode> {
    const { topic: name, partition } = at
    const answer = await this.connection.send(ApiKey.AddPartitionsToTxn, version, {
      transactions: [],
      v3AndBelowTransactionalId: this.transactionalId,
      v3AndBelowProducerId: this.producerId,
      v3AndBelowProducerEpoch: this.producerEpoch,
      v3AndBelowTopics: [{ name, partitions: [partition] }],
    })
    const [topic] = answer.resultsByTopicV3AndBelow
    return topic?.resultsByPartition[0]?.partitionErrorCode as ErrorCode
  }

  /** One record in the transaction. */
  async write(
    { topic, partition }: At,
    text: string,
    version = versionsOf[this.protocol].produce,
  ): Promise<ErrorCode> {
    const key = `${topic}-${partition}`
    const baseSequence = this.#sequences.get(key) ?? 0
    const timestamp = BigInt(this.clock.nowMs())
    const records = encodeBatch({
      records: [{ value: new TextEncoder().encode(text), timestamp }],
      producerId: this.producerId,
      producerEpoch: this.producerEpoch,
      baseSequence,
      isTransactional: true,
    })
    const { responses } = await this.connection.send(ApiKey.Produce, version, {
      transactionalId: this.transactionalId,
      acks: -1,
      timeoutMs: 10_000,
      topicData: [{ name: topic, partitionData: [{ index: partition, records }] }],
    })
    const { errorCode } = responses[0]!.partitionResponses[0]!
    if (errorCode === ErrorCode.none) this.#sequences.set(key, baseSequence + 1)
    return errorCode as ErrorCode
  }

  /** As after a record that was sent, and that it has not heard of yet. */
  skip({ topic, partition }: At): this {
    const key = `${topic}-${partition}`
    this.#sequences.set(key, (this.#sequences.get(key) ?? 0) + 1)
    return this
  }

  async addGroup(groupId: string): Promise<ErrorCode> {
    const { transactionalId, producerId, producerEpoch } = this
    const answer = await this.connection.send(ApiKey.AddOffsetsToTxn, 3, {
      ...{ transactionalId, producerId, producerEpoch, groupId },
    })
    return answer.errorCode as ErrorCode
  }

  async commitOffset(
    groupId: string,
    at: At,
    committedOffset: bigint,
    committedMetadata: string | null = null,
  ): Promise<ErrorCode> {
    const { transactionalId, producerId, producerEpoch } = this
    const partition = { partitionIndex: at.partition, committedOffset, committedMetadata }
    const answer = await this.connection.send(
      ApiKey.TxnOffsetCommit,
      versionsOf[this.protocol].commit,
      {
        ...{ transactionalId, producerId, producerEpoch, groupId },
        topics: [{ name: at.topic, partitions: [partition] }],
      },
    )
    return answer.topics[0]?.partitions[0]?.errorCode as ErrorCode
  }

  async end(
    outcome: 'commit' | 'abort',
    version = versionsOf[this.protocol].end,
  ): Promise<ErrorCode> {
    const { transactionalId, producerId, producerEpoch } = this
    const answer = await this.connection.send(ApiKey.EndTxn, version, {
      ...{ transactionalId, producerId, producerEpoch, committed: outcome === 'commit' },
    })
    if (answer.errorCode === ErrorCode.none && version >= 5) this.#become(answer)
    return answer.errorCode as ErrorCode
  }

  #become(one: { readonly producerId: bigint; readonly producerEpoch: number }): void {
    if (one.producerEpoch !== this.producerEpoch) this.#sequences.clear()
    this.producerId = one.producerId
    this.producerEpoch = one.producerEpoch
  }
}

/** A partition as readers of committed data see it. */
export interface CommittedView {
  readonly values: readonly string[]
  readonly lastStableOffset: bigint
  readonly highWatermark: bigint
}

/** Reads a partition from its beginning, as a client that leaves out what was aborted. */
export async function readCommitted(
  connection: RawConnection,
  { topic, partition }: At,
): Promise<CommittedView> {
  const { responses } = await connection.send(ApiKey.Fetch, 12, {
    ...{ maxWaitMs: 0, minBytes: 1, maxBytes: 1_000_000, isolationLevel: 1 },
    topics: [{ topic, partitions: [{ partition, fetchOffset: 0n, partitionMaxBytes: 1_000_000 }] }],
  })
  const answer = responses[0]!.partitions[0]!
  if (answer.errorCode !== ErrorCode.none) {
    throw testkitErrors.BROKER_REFUSED(`${answer.errorCode} to a read of ${topic}`)
  }
  const aborted = [...(answer.abortedTransactions ?? [])]
  const values: string[] = []
  for (const batch of batchesIn(answer.records ?? new Uint8Array())) {
    const at = aborted.findIndex(
      (one) => one.producerId === batch.producerId && one.firstOffset <= batch.baseOffset,
    )
    if (batch.isControl) {
      if (at >= 0) aborted.splice(at, 1)
      continue
    }
    if (batch.isTransactional && at >= 0) continue
    for (const { value } of batch.records({ decompressedSizeMax: 1_000_000 })) {
      values.push(new TextDecoder().decode(value ?? new Uint8Array()))
    }
  }
  const { lastStableOffset, highWatermark } = answer
  return { values, lastStableOffset, highWatermark }
}

/** What a group has committed; undefined: it may change any moment. -1: nothing. */
export async function committedOffset(
  connection: RawConnection,
  groupId: string,
  { topic, partition }: At,
): Promise<bigint | undefined> {
  await connection.send(ApiKey.FindCoordinator, 3, { key: groupId, keyType: 0 })
  const answer = await connection.send(ApiKey.OffsetFetch, 7, {
    ...{ groupId, requireStable: true, groups: [] },
    topics: [{ name: topic, partitionIndexes: [partition] }],
  })
  const one = answer.topics[0]!.partitions[0]!
  return one.errorCode === ErrorCode.unstableOffsetCommit ? undefined : one.committedOffset
}
