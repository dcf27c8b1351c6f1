import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { ScriptedBroker, type ProducedBatch } from '@barnabus/testkit'

import { Producer } from '../producer.ts'
import type { ProducerSettings } from '../producer-settings.ts'

const quick = { 'linger.ms': 0, 'retry.backoff.ms': 1, 'retry.backoff.max.ms': 1 }
const alone = { ...quick, 'batch.size': 0 }

/** What a broker says to each Produce request in turn; `undefined`: it takes it. */
async function opened(
  settings: ProducerSettings,
  ...codes: readonly (ErrorCode | 'silence' | 'hang up' | undefined)[]
): Promise<{ broker: ScriptedBroker; producer: Producer } & AsyncDisposable> {
  const broker = await ScriptedBroker.start({ topics: { t: 2 } })
  let count = 0
  broker.on(ApiKey.Produce, (request) => {
    const code = codes[count]
    count += 1
    return code === undefined || typeof code === 'string' ? code : broker.refusal(request, code)
  })
  const producer = new Producer({ ...broker.settings, ...settings })
  return {
    broker,
    producer,
    async [Symbol.asyncDispose]() {
      await producer.close({ timeoutMs: 0 })
      await broker[Symbol.asyncDispose]()
    },
  }
}

const send = (producer: Producer, value: string, partition = 0) =>
  producer.send({ topic: 't', partition, value })

const numbers = (produced: readonly ProducedBatch[]): readonly string[] =>
  produced.map(
    ({ values, batch }) => `${values.join()} ${batch.producerEpoch}/${batch.baseSequence}`,
  )

describe('a batch that is not simply taken', () => {
  for (const failure of [
    ErrorCode.notLeaderOrFollower,
    ErrorCode.unknownTopicOrPartition,
    ErrorCode.notEnoughReplicasAfterAppend,
    ErrorCode.requestTimedOut,
    ErrorCode.corruptMessage,
    ErrorCode.kafkaStorageError,
    'hang up',
  ] as const) {
    test(`is sent again under its number after ${failure}`, async () => {
      await using scene = await opened(quick, failure)
      equal((await send(scene.producer, 'a')).offset, 0n)
      deepEqual(numbers(scene.broker.produced), ['a 0/0', 'a 0/0'])
    })
  }

  test('goes at once to whoever leads now, if the broker says who that is (KIP-951)', async () => {
    const [first, second] = await ScriptedBroker.startCluster(2, { topics: { t: 2 } })
    await using _first = first!
    await using _second = second!
    first!.on(ApiKey.Produce, (request) =>
      first!.refusal(request, ErrorCode.notLeaderOrFollower, { leaderId: 2, leaderEpoch: 1 }),
    )
    const patient = { 'retry.backoff.ms': 100_000, 'retry.backoff.max.ms': 100_000 }
    await using producer = new Producer({ ...first!.settings, ...quick, ...patient })

    equal((await send(producer, 'a')).offset, 0n)
    deepEqual(numbers(second!.produced), ['a 0/0'])
  })

  test('does not let others pass, as they wait for it', async () => {
    await using scene = await opened(alone, ErrorCode.notLeaderOrFollower)
    // What was sent after it comes to a broker that does not have it.
    let hasFirst = false
    const { broker, producer } = scene
    broker.on(ApiKey.Produce, (request) => {
      const [one] = broker.batchesOf(request)
      const isRetry = broker.produced.filter(({ values }) => values[0] === 'a').length > 1
      if (one?.values[0] === 'a' && isRetry) hasFirst = true
      if (hasFirst) return undefined
      const code = one?.values[0] === 'a' ? ErrorCode.notLeaderOrFollower : outOfOrder
      return broker.refusal(request, code)
    })
    const sent = await Promise.all(['a', 'b', 'c'].map((value) => send(producer, value)))
    deepEqual(
      sent.map(({ offset }) => offset),
      [0n, 1n, 2n],
    )
    deepEqual(numbers(broker.produced).slice(-3), ['a 0/0', 'b 0/1', 'c 0/2'])
  })

  test('that leaves a gap begins a new epoch at 0 (KIP-360)', async () => {
    await using scene = await opened(quick, undefined, outOfOrder)
    await send(scene.producer, 'a')
    equal((await send(scene.producer, 'b')).offset, 1n)
    await send(scene.producer, 'other', 1)
    deepEqual(numbers(scene.broker.produced), ['a 0/0', 'b 0/1', 'b 1/0', 'other 1/0'])
  })

  test('of a producer that the broker has forgotten begins a new epoch', async () => {
    await using scene = await opened(quick)
    const { broker, producer } = scene
    await send(producer, 'a')
    broker.on(ApiKey.Produce, (request) => {
      const [one] = broker.batchesOf(request)
      if (one?.batch.producerEpoch !== 0) return undefined
      const answer = broker.refusal(request, ErrorCode.unknownProducerId)
      if (typeof answer === 'string') return answer
      return {
        responses: answer.responses.map((topic) => ({
          ...topic,
          partitionResponses: topic.partitionResponses.map((partition) => ({
            ...partition,
            logStartOffset: 5n,
          })),
        })),
      }
    })
    await send(producer, 'b')
    deepEqual(numbers(broker.produced), ['a 0/0', 'b 0/1', 'b 1/0'])
  })

  test('that the broker has had for long is written, nobody knows where', async () => {
    await using scene = await opened(quick, ErrorCode.duplicateSequenceNumber)
    equal((await send(scene.producer, 'a')).offset, -1n)
    equal(scene.broker.produced.length, 1)
  })

  test('that is refused fails with the name of the error, and the next one is taken', async () => {
    await using scene = await opened(quick, ErrorCode.topicAuthorizationFailed)
    await rejects(send(scene.producer, 'a'), {
      name: 'KafkaError',
      errorName: 'TOPIC_AUTHORIZATION_FAILED',
      retriable: false,
      hint: /ACL/,
    })
    equal((await send(scene.producer, 'b')).offset, 0n)
    deepEqual(numbers(scene.broker.produced), ['a 0/0', 'b 1/0'])
  })

  test('that is refused does not take with it what was sent after it', async () => {
    await using scene = await opened(alone)
    const { broker, producer } = scene
    broker.on(ApiKey.Produce, (request) => {
      const [one] = broker.batchesOf(request)
      if (one?.values[0] === 'a') return broker.refusal(request, ErrorCode.invalidTimestamp)
      return one?.batch.producerEpoch === 0 ? broker.refusal(request, outOfOrder) : undefined
    })
    const sends = ['a', 'b', 'c', 'd'].map((value) => send(producer, value))
    await rejects(sends[0]!, { errorName: 'INVALID_TIMESTAMP' })
    deepEqual(
      (await Promise.all(sends.slice(1))).map(({ offset }) => offset),
      [0n, 1n, 2n],
    )
    deepEqual(numbers(broker.produced).slice(-3), ['b 1/0', 'c 1/1', 'd 1/2'])
  })

  test('with records that are refused names them, and tells the others', async () => {
    await using scene = await opened({ ...quick, 'linger.ms': 1 })
    const { broker, producer } = scene
    broker.on(ApiKey.Produce, (request) => {
      const answer = broker.refusal(request, ErrorCode.invalidRecord)
      if (typeof answer === 'string') return answer
      const recordErrors = [{ batchIndex: 1, batchIndexErrorMessage: 'it has no key' }]
      return {
        responses: answer.responses.map((topic) => ({
          ...topic,
          partitionResponses: topic.partitionResponses.map((partition) => ({
            ...partition,
            recordErrors,
          })),
        })),
      }
    })
    const sends = ['a', 'b'].map((value) => send(producer, value))
    await rejects(sends[0]!, { code: 'CLIENT_BATCH_REFUSED', errorName: 'INVALID_RECORD' })
    await rejects(sends[1]!, { errorName: 'INVALID_RECORD', message: /it has no key/ })
  })

  test('that is too large is split until its parts fit, in order, each record once', async () => {
    for (const isIdempotent of [true, false]) {
      await using scene = await opened({
        ...{ ...quick, 'linger.ms': 1, 'enable.idempotence': isIdempotent },
        'max.in.flight.requests.per.connection': isIdempotent ? 5 : 1,
      })
      const { broker, producer } = scene
      broker.on(ApiKey.Produce, (request) => {
        const isLarge = broker.batchesOf(request).some(({ batch }) => batch.sizeBytes > 1000)
        return isLarge ? broker.refusal(request, ErrorCode.messageTooLarge) : undefined
      })
      const sends = Array.from({ length: 50 }, (_, index) =>
        send(producer, `${index}`.padEnd(100, 'x')),
      )
      const sent = await Promise.all([...sends, producer.flush()])
      deepEqual(
        sent.slice(0, -1).map((one) => one?.offset),
        Array.from({ length: 50 }, (_, index) => BigInt(index)),
      )
      const taken = broker.produced.filter(({ batch }) => batch.sizeBytes <= 1000)
      equal(taken.flatMap(({ values }) => values).length, 50)
      if (!isIdempotent) continue
      let next = 0
      for (const { batch, values } of taken) {
        equal(batch.baseSequence, next)
        next += values.length
      }
    }
  })

  test('of one record that is too large fails', async () => {
    await using scene = await opened(quick, ErrorCode.messageTooLarge)
    await rejects(send(scene.producer, 'a'), {
      errorName: 'MESSAGE_TOO_LARGE',
      hint: /max.message.bytes/,
    })
  })

  test('that was given up after it was sent leaves no gap behind', async () => {
    const timeouts = { 'request.timeout.ms': 100, 'delivery.timeout.ms': 150 }
    await using scene = await opened({ ...quick, ...timeouts }, 'silence', 'silence', 'silence')
    await rejects(send(scene.producer, 'lost'), { code: 'CLIENT_DELIVERY_TIMED_OUT' })
    scene.broker.on(ApiKey.Produce, () => undefined)
    await send(scene.producer, 'b')
    equal(numbers(scene.broker.produced).at(-1), 'b 1/0')
  })

  test('of which the answer says nothing is sent again', async () => {
    await using scene = await opened(quick)
    let count = 0
    scene.broker.on(ApiKey.Produce, () => (count++ === 0 ? { responses: [] } : undefined))
    equal((await send(scene.producer, 'a')).offset, 0n)
  })

  test('survives an answer with an error that nobody knows', async () => {
    await using scene = await opened(quick, 999 as ErrorCode)
    await rejects(send(scene.producer, 'a'), { errorCode: 999, retriable: false })
    await send(scene.producer, 'b')
  })

  test('goes to the topic that has its name now, when it was made anew', async () => {
    await using scene = await opened(quick)
    const { broker, producer } = scene
    await send(producer, 'a')
    const [before] = broker.requestsOf(ApiKey.Produce)
    const oldId = before?.body.topicData[0]?.topicId
    broker.recreate('t')
    broker.on(ApiKey.Produce, (request) =>
      request.body.topicData[0]?.topicId === oldId
        ? broker.refusal(request, ErrorCode.unknownTopicId)
        : undefined,
    )
    await send(producer, 'b')
    ok(broker.requestsOf(ApiKey.Produce).at(-1)?.body.topicData[0]?.topicId !== oldId)
  })

  test('goes by name to a broker that knows no ids', async () => {
    await using broker = await ScriptedBroker.start({
      topics: { t: 1 },
      versions: {
        [ApiKey.Produce]: { min: 3, max: 7 },
        [ApiKey.Metadata]: { min: 0, max: 5 },
        [ApiKey.InitProducerId]: { min: 0, max: 1 },
        [ApiKey.ApiVersions]: { min: 0, max: 2 },
      },
    })
    await using producer = new Producer({ ...broker.settings, ...quick })
    equal((await send(producer, 'a')).offset, 0n)
    deepEqual(
      broker.produced.map(({ version }) => version),
      [7],
    )
  })

  test('waits while the broker asks for a pause', async () => {
    await using scene = await opened(quick)
    const { broker, producer } = scene
    const times: number[] = []
    broker.on(ApiKey.Produce, (request) => {
      times.push(performance.now())
      if (times.length > 1) return undefined
      const answer = broker.refusal(request, ErrorCode.none)
      return typeof answer === 'string' ? answer : { ...answer, throttleTimeMs: 120 }
    })
    await send(producer, 'a')
    await send(producer, 'b')
    ok(times[1]! - times[0]! >= 119, `${times[1]! - times[0]!} ms`)
  })

  test('waits for an id as long as nobody gives one, and fails when nobody will', async () => {
    await using scene = await opened(quick)
    const { broker, producer } = scene
    let count = 0
    const codes = [ErrorCode.coordinatorLoadInProgress, ErrorCode.clusterAuthorizationFailed]
    broker.on(ApiKey.InitProducerId, () => {
      const errorCode = codes[count]
      count += 1
      if (errorCode === undefined) return undefined
      return { throttleTimeMs: 0, errorCode, producerId: -1n, producerEpoch: -1 }
    })
    await rejects(send(producer, 'a'), { errorName: 'CLUSTER_AUTHORIZATION_FAILED' })
    equal((await send(producer, 'b')).offset, 0n)
  })
})

describe('a producer that is closed', () => {
  test('without time fails what is under way', async () => {
    await using scene = await opened(quick, 'silence')
    const unanswered = send(scene.producer, 'a')
    const isClosed = rejects(unanswered, { code: 'CLIENT_CLOSED' })
    await scene.producer.close({ timeoutMs: 0 })
    await isClosed
  })
})

const outOfOrder = ErrorCode.outOfOrderSequenceNumber
