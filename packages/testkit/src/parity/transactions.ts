import {
  ApiKey,
  ErrorCode,
  type AddPartitionsToTxnRequestDraft,
  type BatchDraft,
  type EndTxnRequestDraft,
  type EndTxnResponse,
  type ProduceRequestDraft,
  type ProduceResponse,
} from '@barnabus/protocol'

import { batch, fetchRequest, produceRequest, seeRecords, type AnyStage } from './requests.ts'
import type { Play } from './scenario.ts'
import type { Stage } from './stage.ts'
import type { StageTopic } from './stage-topics.ts'

const transactionKeys = 1
const readCommitted = 1
const severalSince = 4

/** A producer as requests name it. */
export interface Identity {
  readonly producerId: bigint
  readonly producerEpoch: number
}

/** A producer with a transactional id. */
export interface TransactionalProducer extends Identity {
  readonly transactionalId: string
}

/** Who is meant, field by field. */
export function identityOf({ producerId, producerEpoch }: Identity): Identity {
  return { producerId, producerEpoch }
}

/** Waits until the broker coordinates what is done under the id. */
export async function untilTransactionsOf(stage: AnyStage, transactionalId: string): Promise<void> {
  const sought = { keyType: transactionKeys, coordinatorKeys: [transactionalId] }
  await stage.until(ApiKey.FindCoordinator, 4, sought, ({ coordinators }) =>
    coordinators.every(({ errorCode }) => errorCode === ErrorCode.none),
  )
}

/** The first producer of a transactional id of the scenario. Not compared. */
export async function transactionalProducer(
  stage: AnyStage,
  { suffix = 'id', transactionTimeoutMs = 60_000 } = {},
): Promise<TransactionalProducer> {
  const transactionalId = stage.name(suffix)
  await untilTransactionsOf(stage, transactionalId)
  const request = { transactionalId, transactionTimeoutMs }
  const answer = await stage.until(ApiKey.InitProducerId, 4, request, ({ errorCode }) => {
    return errorCode === ErrorCode.none
  })
  return { transactionalId, ...identityOf(answer) }
}

/** Whether an answer only says that the last transaction is still ending. */
export function isConcluding(answer: unknown): boolean {
  return Object.entries(answer ?? {}).some(([field, value]) =>
    typeof value === 'object'
      ? isConcluding(value)
      : field.endsWith('rrorCode') && value === ErrorCode.concurrentTransactions,
  )
}

/** An AddPartitionsToTxn, in the form that the version has. */
export function addition(
  version: number,
  { transactionalId, producerId, producerEpoch }: TransactionalProducer,
  topics: readonly { readonly name: string; readonly partitions: readonly number[] }[],
  verifyOnly = false,
): AddPartitionsToTxnRequestDraft {
  if (version >= severalSince) {
    const one = { transactionalId, producerId, producerEpoch, verifyOnly, topics }
    return { transactions: [one] }
  }
  return {
    v3AndBelowTransactionalId: transactionalId,
    v3AndBelowProducerId: producerId,
    v3AndBelowProducerEpoch: producerEpoch,
    v3AndBelowTopics: topics,
  }
}

/** Makes a partition a part of the transaction, as clients of the older protocol do. Not compared. */
export async function begun(
  stage: AnyStage,
  producer: TransactionalProducer,
  { name }: StageTopic,
  partitions: readonly number[] = [0],
): Promise<void> {
  const request = addition(3, producer, [{ name, partitions }])
  await stage.until(ApiKey.AddPartitionsToTxn, 3, request, (answer) => !isConcluding(answer))
}

/** A transactional batch, to one partition. */
export function write(
  stage: AnyStage,
  version: number,
  { transactionalId, ...identity }: TransactionalProducer,
  topic: StageTopic,
  {
    values = ['a'],
    partition = 0,
    ...different
  }: Partial<BatchDraft> & {
    readonly values?: readonly string[]
    readonly partition?: number
  } = {},
): ProduceRequestDraft {
  const draft = { isTransactional: true, baseSequence: 0, ...identityOf(identity), ...different }
  const request = produceRequest(version, topic, batch(stage, values, draft), { partition })
  return { ...request, transactionalId }
}

/** Whether a batch was not let in only because the last transaction is still ending. */
export function isWaiting({ responses }: ProduceResponse): boolean {
  return responses.some(({ partitionResponses }) =>
    partitionResponses.some(
      ({ errorCode }) =>
        errorCode === ErrorCode.concurrentTransactions || errorCode === ErrorCode.notEnoughReplicas,
    ),
  )
}

/** An EndTxn. */
function ending(
  { transactionalId, producerId, producerEpoch }: TransactionalProducer,
  outcome: 'commit' | 'abort',
): EndTxnRequestDraft {
  return { transactionalId, producerId, producerEpoch, committed: outcome === 'commit' }
}

/** Ends a transaction whatever becomes of an earlier one. Compared. */
export async function ended(
  stage: AnyStage,
  version: number,
  producer: TransactionalProducer,
  outcome: 'commit' | 'abort',
): Promise<EndTxnResponse> {
  return await stage.insist(ApiKey.EndTxn, version, ending(producer, outcome), isConcluding)
}

/** The producer that a version 2 EndTxn leaves. */
export function next(
  producer: TransactionalProducer,
  answer: EndTxnResponse,
): TransactionalProducer {
  return answer.producerEpoch === -1 ? producer : { ...producer, ...identityOf(answer) }
}

/** Waits until all before `offset` of a partition is decided. Not compared. */
export async function decided(
  stage: AnyStage,
  { name }: StageTopic,
  offset: bigint,
  partition = 0,
): Promise<void> {
  const partitions = [{ partitionIndex: partition, timestamp: -1n }]
  const request = { replicaId: -1, isolationLevel: readCommitted, topics: [{ name, partitions }] }
  await stage.until(ApiKey.ListOffsets, 7, request, ({ topics }) =>
    topics.every((topic) => topic.partitions.every((found) => found.offset >= offset)),
  )
}

/** Reads a partition as consumers with read_committed do, and asks for its end. Compared. */
export async function seeCommitted(
  stage: AnyStage,
  topic: StageTopic,
  { offset = 0n, partition = 0 }: { readonly offset?: bigint; readonly partition?: number } = {},
): Promise<void> {
  const isolationLevel = readCommitted
  const request = fetchRequest(12, topic, offset, { partition, isolationLevel })
  await stage.send(ApiKey.Fetch, 12, request)
  const partitions = [{ partitionIndex: partition, timestamp: -1n }]
  const topics = [{ name: topic.name, partitions }]
  await stage.send(ApiKey.ListOffsets, 7, { replicaId: -1, isolationLevel, topics })
}

/** The producers of a partition. Compared. */
export async function seeProducers(stage: AnyStage, { name }: StageTopic): Promise<void> {
  await stage.send(ApiKey.DescribeProducers, 0, { topics: [{ name, partitionIndexes: [0] }] })
}

/** With a transaction that has written one record to a topic. */
export function ofOpen<Key extends ApiKey>(
  play: (stage: Stage<Key>, producer: TransactionalProducer, topic: StageTopic) => Promise<void>,
): Play<Key> {
  return async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, producer, topic)
    await stage.quietly(ApiKey.Produce, 11, write(stage, 11, producer, topic))
    await play(stage, producer, topic)
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
    await seeRecords(stage, topic)
  }
}

/** Everybody that is not the producer, by its id, its epoch, or its transactional id. */
export async function strangersTo(
  stage: AnyStage,
  { producerId, producerEpoch, transactionalId }: TransactionalProducer,
): Promise<readonly TransactionalProducer[]> {
  const other = await transactionalProducer(stage, { suffix: 'other' })
  await untilTransactionsOf(stage, stage.name('nobody'))
  return [
    { transactionalId, producerId, producerEpoch: producerEpoch + 1 },
    { transactionalId, producerId, producerEpoch: producerEpoch - 1 },
    { transactionalId, producerId: other.producerId, producerEpoch },
    { transactionalId, producerId: -1n, producerEpoch: -1 },
    { transactionalId: stage.name('nobody'), producerId, producerEpoch },
    { transactionalId: '', producerId, producerEpoch },
  ]
}
