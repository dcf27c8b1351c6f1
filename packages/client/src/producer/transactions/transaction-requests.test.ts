import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { ApiKey, ErrorCode, apiByKey } from '@barnabus/protocol'
import { ScriptedBroker } from '@barnabus/testkit'

import { isKafkaError } from '../../errors/kafka-error.ts'
import {
  ProducerFatalError,
  ProducerFencedError,
  TransactionAbortableError,
} from '../../errors/transaction-errors.ts'
import { Producer } from '../producer.ts'
import type { ProducerSettings } from '../producer-settings.ts'

const quick = {
  ...{ 'transactional.id': 'id', 'linger.ms': 0 },
  ...{ 'retry.backoff.ms': 1, 'retry.backoff.max.ms': 1 },
}
const group = { groupId: 'g', memberId: 'm', generationId: 3 }
const offsets = [{ topic: 't', partition: 0, offset: 5n }]

async function opened(
  level: 1 | 2,
  settings: ProducerSettings = {},
): Promise<{ broker: ScriptedBroker; producer: Producer } & AsyncDisposable> {
  const broker = await ScriptedBroker.start({
    topics: { t: 2 },
    features: { 'transaction.version': level },
  })
  const producer = new Producer({ ...broker.settings, ...quick, ...settings })
  return {
    broker,
    producer,
    async [Symbol.asyncDispose]() {
      await producer.close({ timeoutMs: 0 })
      await broker[Symbol.asyncDispose]()
    },
  }
}

/** What was asked of coordinators and leaders about the transaction, by name and version. */
function conversation(broker: ScriptedBroker): readonly string[] {
  const apart: readonly ApiKey[] = [ApiKey.ApiVersions, ApiKey.Metadata, ApiKey.FindCoordinator]
  return broker.requests
    .filter(({ apiKey }) => !apart.includes(apiKey))
    .map(({ apiKey, apiVersion }) => `${apiByKey(apiKey).name} ${apiVersion}`)
}

/** The failure that `attempt` ends in. */
async function failureOf(attempt: Promise<unknown>): Promise<unknown> {
  return await attempt.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('what a transaction says to whom', () => {
  test('in protocol 1 the client adds partitions and groups', async () => {
    await using scene = await opened(1)
    const { broker, producer } = scene
    for (const end of ['commit', 'abort'] as const) {
      const transaction = await producer.beginTransaction()
      await transaction.send({ topic: 't', partition: 0, value: 'a' })
      await transaction.send({ topic: 't', partition: 0, value: 'b' })
      await transaction.sendOffsets(offsets, group)
      await transaction[end]()
    }
    const once = ['AddPartitionsToTxn 3', 'Produce 11', 'Produce 11', 'AddOffsetsToTxn 4']
    const one = [...once, 'TxnOffsetCommit 4', 'EndTxn 4']
    deepEqual(conversation(broker), ['InitProducerId 5', ...one, ...one])
    deepEqual(
      broker.produced.map(({ batch }) => [batch.producerEpoch, batch.baseSequence]),
      [0, 1, 2, 3].map((sequence) => [0, sequence]),
    )
    deepEqual(
      broker.requestsOf(ApiKey.EndTxn).map(({ body }) => body.committed),
      [true, false],
    )
  })

  test('in protocol 2 leaders and groups do, and each transaction has its epoch', async () => {
    await using scene = await opened(2)
    const { broker, producer } = scene
    for (const end of ['commit', 'abort'] as const) {
      const transaction = await producer.beginTransaction()
      await transaction.send({ topic: 't', partition: 0, value: 'a' })
      await transaction.sendOffsets(offsets, group)
      await transaction[end]()
    }
    const one = ['Produce 13', 'TxnOffsetCommit 5', 'EndTxn 5']
    deepEqual(conversation(broker), ['InitProducerId 5', ...one, ...one])
    deepEqual(
      broker.produced.map(({ batch }) => [batch.producerEpoch, batch.baseSequence]),
      [
        [0, 0],
        [1, 0],
      ],
    )
    const [commit] = broker.requestsOf(ApiKey.TxnOffsetCommit)
    const { groupId, memberId, generationId } = commit!.body
    deepEqual({ groupId, memberId, generationId }, group)
  })

  test('transaction.timeout.ms is asked of the coordinator', async () => {
    await using scene = await opened(2, { 'transaction.timeout.ms': 12_345 })
    await scene.producer.initTransactions()
    const [init] = scene.broker.requestsOf(ApiKey.InitProducerId)
    deepEqual([init?.body.transactionTimeoutMs, init?.body.transactionalId], [12_345, 'id'])
  })

  test('in protocol 1 a failure is followed by another epoch', async () => {
    await using scene = await opened(1)
    const { broker, producer } = scene
    broker.on(ApiKey.Produce, (request) => broker.refusal(request, ErrorCode.invalidRecord))
    const transaction = await producer.beginTransaction()
    await rejects(transaction.send({ topic: 't', value: 'a' }))
    await transaction.abort()
    deepEqual(conversation(broker).slice(-2), ['EndTxn 4', 'InitProducerId 5'])
    const { producerId, producerEpoch } = broker.requestsOf(ApiKey.InitProducerId).at(-1)!.body
    deepEqual([producerId, producerEpoch], [1n, 0])
  })
})

const passing = [
  ErrorCode.coordinatorNotAvailable,
  ErrorCode.notCoordinator,
  ErrorCode.coordinatorLoadInProgress,
  ErrorCode.concurrentTransactions,
] as const

describe('what a coordinator answers', () => {
  for (const errorCode of passing) {
    test(`is waited for while it is ${errorCode}`, async () => {
      await using scene = await opened(1)
      const { broker, producer } = scene
      const answered = new Set<ApiKey>()
      const first = <Answer>(api: ApiKey, answer: Answer): Answer | undefined => {
        if (answered.has(api)) return undefined
        answered.add(api)
        return answer
      }
      const failure = { throttleTimeMs: 0, errorCode }
      const nobody = { ...failure, producerId: -1n, producerEpoch: -1 }
      broker.on(ApiKey.InitProducerId, () => first(ApiKey.InitProducerId, nobody))
      broker.on(ApiKey.EndTxn, () => first(ApiKey.EndTxn, failure))
      broker.on(ApiKey.AddOffsetsToTxn, () => first(ApiKey.AddOffsetsToTxn, failure))
      broker.on(ApiKey.AddPartitionsToTxn, (request) =>
        first(ApiKey.AddPartitionsToTxn, broker.added(request, errorCode)),
      )
      broker.on(ApiKey.TxnOffsetCommit, (request) =>
        first(ApiKey.TxnOffsetCommit, broker.committed(request, errorCode)),
      )
      const transaction = await producer.beginTransaction()
      await transaction.send({ topic: 't', value: 'a' })
      await transaction.sendOffsets(offsets, group)
      await transaction.commit()
      equal(answered.size, 5)
    })
  }

  for (const [errorCode, kind] of [
    [ErrorCode.producerFenced, ProducerFencedError],
    [ErrorCode.invalidProducerEpoch, ProducerFencedError],
    [ErrorCode.transactionalIdAuthorizationFailed, ProducerFatalError],
    [ErrorCode.invalidTxnState, ProducerFatalError],
    [ErrorCode.invalidProducerIdMapping, ProducerFatalError],
    [ErrorCode.transactionAbortable, TransactionAbortableError],
    [ErrorCode.unknownProducerId, TransactionAbortableError],
  ] as const) {
    test(`${errorCode} to a commit is a ${kind.name}`, async () => {
      await using scene = await opened(2)
      const { broker, producer } = scene
      broker.on(ApiKey.EndTxn, ({ body }) =>
        body.committed ? { throttleTimeMs: 0, errorCode } : undefined,
      )
      const transaction = await producer.beginTransaction()
      await transaction.send({ topic: 't', value: 'a' })
      const failure = await failureOf(transaction.commit())
      ok(failure instanceof kind)
      await transaction[Symbol.asyncDispose]()
      const next = await failureOf(producer.beginTransaction())
      equal(next, kind === TransactionAbortableError ? undefined : failure)
    })
  }

  for (const [errorCode, kind] of [
    [ErrorCode.topicAuthorizationFailed, TransactionAbortableError],
    [ErrorCode.transactionAbortable, TransactionAbortableError],
    [ErrorCode.producerFenced, ProducerFencedError],
  ] as const) {
    test(`${errorCode} to added partitions is a ${kind.name}, and gives up their records`, async () => {
      await using scene = await opened(1)
      const { broker, producer } = scene
      broker.on(ApiKey.AddPartitionsToTxn, (request) => broker.added(request, errorCode))
      const transaction = await producer.beginTransaction()
      ok((await failureOf(transaction.send({ topic: 't', value: 'a' }))) instanceof kind)
      ok((await failureOf(transaction.commit())) instanceof kind)
      equal(broker.produced.length, 0)
    })
  }

  for (const errorCode of [
    ErrorCode.groupAuthorizationFailed,
    ErrorCode.fencedInstanceId,
    ErrorCode.illegalGeneration,
    ErrorCode.unknownMemberId,
  ]) {
    test(`${errorCode} to offsets can be aborted`, async () => {
      await using scene = await opened(2)
      const { broker, producer } = scene
      broker.on(ApiKey.TxnOffsetCommit, (request) => broker.committed(request, errorCode))
      const transaction = await producer.beginTransaction()
      const failure = await failureOf(transaction.sendOffsets(offsets, group))
      ok(failure instanceof TransactionAbortableError)
      ok(isKafkaError(failure, errorCode))
      await transaction.abort()
      await (await producer.beginTransaction()).commit()
    })
  }

  test('an abort that cannot be made ends the producer', async () => {
    await using scene = await opened(2)
    const { broker, producer } = scene
    const errorCode = ErrorCode.transactionAbortable
    broker.on(ApiKey.EndTxn, () => ({ throttleTimeMs: 0, errorCode }))
    const transaction = await producer.beginTransaction()
    await transaction.send({ topic: 't', value: 'a' })
    ok((await failureOf(transaction.abort())) instanceof ProducerFatalError)
    ok((await failureOf(producer.beginTransaction())) instanceof ProducerFatalError)
  })

  test('nothing for max.block.ms ends the wait, not the commit', async () => {
    await using scene = await opened(2)
    const { broker, producer } = scene
    const { promise, resolve } = Promise.withResolvers<undefined>()
    broker.on(ApiKey.EndTxn, () => promise)
    const transaction = await producer.beginTransaction()
    await transaction.send({ topic: 't', value: 'a' })
    await rejects(transaction.commit({ timeoutMs: 50 }), { code: 'CLIENT_API_TIMED_OUT' })
    await rejects(transaction.abort(), { errorName: 'INVALID_TXN_STATE' })
    await transaction[Symbol.asyncDispose]() // It is ending: nothing is left to be done.
    resolve(undefined)
    await transaction.commit()
    equal(broker.requestsOf(ApiKey.EndTxn).length, 1)
  })

  test('an id that is not allowed yet may be asked for again', async () => {
    await using scene = await opened(2)
    const { broker, producer } = scene
    let count = 0
    const errorCode = ErrorCode.transactionalIdAuthorizationFailed
    broker.on(ApiKey.InitProducerId, () => {
      count += 1
      const refusal = { throttleTimeMs: 0, errorCode, producerId: -1n, producerEpoch: -1 }
      return count === 1 ? refusal : undefined
    })
    await rejects(producer.beginTransaction(), { errorCode, hint: /ACL/ })
    await producer.beginTransaction()
  })
})
