import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import {
  ApiKey,
  ErrorCode,
  apiNames,
  errorCodeName,
  type FetchResponse,
  type FetchResponseDraft,
} from '@barnabus/protocol'
import { TestCluster, writeValues } from '@barnabus/testkit'

import { Consumer } from './consumer.ts'
import type { ConsumerSettings } from './consumer-settings.ts'
import { RequestTap } from './fetching/request-tap.fixture.ts'

type AnswerPartition = FetchResponse['responses'][number]['partitions'][number]

/** The answer with one thing changed in each partition. */
function withPartitions(
  answer: FetchResponse,
  change: Partial<AnswerPartition> | ((partition: AnswerPartition) => Partial<AnswerPartition>),
): FetchResponseDraft {
  const changeOf = typeof change === 'function' ? change : (): Partial<AnswerPartition> => change
  return {
    ...answer,
    responses: answer.responses.map((topic) => ({
      ...topic,
      partitions: topic.partitions.map((partition) => ({ ...partition, ...changeOf(partition) })),
    })),
  }
}

/** Does something the first `times` it is asked. */
function firstTimes<Argument, Result>(
  times: number,
  work: (argument: Argument) => Result,
): (argument: Argument) => Result | undefined {
  let done = 0
  return (argument) => {
    done += 1
    return done > times ? undefined : work(argument)
  }
}

const hasRecords = ({ responses }: FetchResponse): boolean =>
  responses.some(({ partitions }) => partitions.some(({ records }) => (records?.length ?? 0) > 0))

describe('what goes wrong while a consumer reads', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  async function topicWith(...values: readonly string[]): Promise<string> {
    const topic = await kafka.makeTopic('faults')
    for (const value of values) await writeValues(kafka, { topic, partition: 0 }, [value])
    return topic
  }

  function reading(topic: string, tap: RequestTap, settings: ConsumerSettings = {}): Consumer {
    const consumer = new Consumer(
      {
        ...kafka.settings,
        'auto.offset.reset': 'earliest',
        'enable.auto.commit': false,
        'fetch.max.wait.ms': 20,
        'retry.backoff.ms': 10,
        ...settings,
      },
      { env: tap.env },
    )
    consumer.assign([{ topic, partition: 0 }])
    return consumer
  }

  async function values(consumer: Consumer, count: number): Promise<readonly string[]> {
    const read: string[] = []
    while (read.length < count) {
      const records = await consumer.poll({ timeoutMs: 20_000 })
      ok(records.length > 0, `only ${read.length} came`)
      read.push(...records.map(({ value }) => String(value)))
    }
    return read
  }

  const passing = [
    ErrorCode.notLeaderOrFollower,
    ErrorCode.replicaNotAvailable,
    ErrorCode.kafkaStorageError,
    ErrorCode.fencedLeaderEpoch,
    ErrorCode.unknownLeaderEpoch,
    ErrorCode.offsetNotAvailable,
    ErrorCode.unknownTopicOrPartition,
    ErrorCode.unknownTopicId,
    ErrorCode.inconsistentTopicId,
    ErrorCode.unknownServerError,
  ]
  for (const errorCode of passing) {
    test(`${errorCodeName(errorCode)} of a partition passes, and nothing is missing`, async () => {
      const topic = await topicWith('a', 'b')
      const tap = new RequestTap()
      await using consumer = reading(topic, tap, { 'max.partition.fetch.bytes': 1 })
      equal((await values(consumer, 1))[0], 'a')
      tap.change(
        ApiKey.Fetch,
        firstTimes(2, (answer) => withPartitions(answer, { errorCode, records: Buffer.alloc(0) })),
      )
      await writeValues(kafka, { topic, partition: 0 }, ['c'])

      deepEqual(await values(consumer, 2), ['b', 'c'])
    })
  }

  test('whoever leads now is asked at once, if the broker says who that is (KIP-951)', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    let leaderId = -1
    tap.change(ApiKey.Metadata, ({ topics }) => {
      leaderId = topics[0]?.partitions[0]?.leaderId ?? leaderId
      return undefined
    })
    const patient = { 'retry.backoff.ms': 100_000, 'retry.backoff.max.ms': 100_000 }
    await using consumer = reading(topic, tap, patient)
    deepEqual(await values(consumer, 1), ['a'])
    const leaderEpoch = 1000
    const errorCode = ErrorCode.notLeaderOrFollower
    tap.change(ApiKey.Fetch, (answer) => {
      if (!hasRecords(answer)) return undefined
      const currentLeader = { leaderId, leaderEpoch }
      return withPartitions(answer, { errorCode, currentLeader, records: Buffer.alloc(0) })
    })
    await writeValues(kafka, { topic, partition: 0 }, ['b'])

    // It is asked first whether it has what was read.
    const asked = (): boolean =>
      tap
        .requests(ApiKey.OffsetForLeaderEpoch)
        .some(({ topics }) => topics[0]?.partitions[0]?.currentLeaderEpoch === leaderEpoch)
    while (!asked()) await consumer.poll({ timeoutMs: 20 })
  })

  const ofSessions = [
    ErrorCode.fetchSessionIdNotFound,
    ErrorCode.invalidFetchSessionEpoch,
    ErrorCode.fetchSessionTopicIdError,
    ErrorCode.inconsistentTopicId,
    ErrorCode.notLeaderOrFollower,
  ]
  for (const errorCode of ofSessions) {
    test(`${errorCodeName(errorCode)} of a fetch begins another session`, async () => {
      const topic = await topicWith('a')
      const tap = new RequestTap()
      await using consumer = reading(topic, tap)
      equal((await values(consumer, 1))[0], 'a')
      tap.change(
        ApiKey.Fetch,
        firstTimes(3, (answer) => ({ ...answer, errorCode, responses: [] })),
      )
      const before = tap.requests(ApiKey.Fetch).length
      await writeValues(kafka, { topic, partition: 0 }, ['b'])

      deepEqual(await values(consumer, 1), ['b'])
      const later = tap.requests(ApiKey.Fetch).slice(before)
      ok(later.some(({ sessionEpoch, topics }) => sessionEpoch === 0 && topics.length === 1))
    })
  }

  for (const errorCode of [ErrorCode.topicAuthorizationFailed, 9999]) {
    test(`${errorCodeName(errorCode)} is thrown, and reading goes on where it was`, async () => {
      const topic = await topicWith('a')
      const tap = new RequestTap()
      tap.change(
        ApiKey.Fetch,
        firstTimes(1, (answer) => withPartitions(answer, { errorCode, records: null })),
      )
      await using consumer = reading(topic, tap)

      await rejects(values(consumer, 1), { errorCode })
      deepEqual(await values(consumer, 1), ['a'])
    })
  }

  test('damaged bytes are an error at each pull, behind what came whole', async () => {
    const topic = await topicWith('a', 'b')
    const tap = new RequestTap()
    tap.change(ApiKey.Fetch, (answer) =>
      withPartitions(answer, ({ records }) => {
        const bytes = Buffer.from(records!)
        if (bytes.length > 0) bytes[bytes.length - 2]! ^= 1
        return { records: bytes }
      }),
    )
    await using consumer = reading(topic, tap)

    deepEqual(await values(consumer, 1), ['a'])
    for (let pull = 0; pull < 2; pull += 1) {
      await rejects(consumer.poll({ timeoutMs: 20_000 }), { errorName: 'CORRUPT_MESSAGE' })
    }
    tap.change(ApiKey.Fetch, () => undefined) // They suffered on their way: they come again.
    while ((await consumer.position({ topic, partition: 0 })) < 2n) {
      await consumer.poll({ timeoutMs: 20_000 }).catch(() => undefined)
    }
  })

  test('without check.crcs nobody looks', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    tap.change(ApiKey.Fetch, (answer) =>
      withPartitions(answer, ({ records }) => {
        const bytes = Buffer.from(records!)
        if (bytes.length > 20) bytes[17]! ^= 1
        return { records: bytes }
      }),
    )
    await using careful = reading(topic, tap)
    await rejects(values(careful, 1), { errorName: 'CORRUPT_MESSAGE' })
    await using careless = reading(topic, tap, { 'check.crcs': false })

    deepEqual(await values(careless, 1), ['a'])
  })

  test('an answer that holds no batch is an error, and asked for again', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    tap.change(
      ApiKey.Fetch,
      firstTimes(1, (answer) => withPartitions(answer, { records: Buffer.alloc(30, 1) })),
    )
    await using consumer = reading(topic, tap)

    await rejects(values(consumer, 1), { errorName: 'CORRUPT_MESSAGE' })
    deepEqual(await values(consumer, 1), ['a'])
  })

  test('a broker that does not answer is given up after request.timeout.ms', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    tap.change(
      ApiKey.Fetch,
      firstTimes(1, () => 'silence' as const),
    )
    await using consumer = reading(topic, tap, { 'request.timeout.ms': 300 })

    deepEqual(await values(consumer, 1), ['a'])
    ok(new Set(tap.connectionsOf(ApiKey.Fetch)).size === 2)
  })

  test('what was asked for before a seek, and comes after it, is not handed out', async () => {
    const topic = await topicWith('a', 'b', 'c')
    const at = { topic, partition: 0 }
    const tap = new RequestTap()
    await using consumer = reading(topic, tap)
    let seeks = 0
    tap.change(ApiKey.Fetch, (answer) => {
      if (seeks === 0 && hasRecords(answer)) {
        seeks += 1
        consumer.seek(at, 0n)
      }
      return undefined
    })
    consumer.seek(at, 2n)

    deepEqual(await values(consumer, 3), ['a', 'b', 'c'])
  })

  for (const api of [ApiKey.OffsetFetch, ApiKey.ListOffsets] as const) {
    test(`a seek counts that comes before the answer to ${apiNames.get(api)}`, async () => {
      const topic = await topicWith('a', 'b')
      const at = { topic, partition: 0 }
      const tap = new RequestTap()
      const consumer = reading(topic, tap, { 'group.id': kafka.name('group') })
      tap.change(
        api,
        firstTimes(1, () => {
          consumer.seek(at, 1n)
          return undefined
        }),
      )

      deepEqual(await values(consumer, 1), ['b'])
      await consumer.close()
    })
  }

  test('the replica that the leader names is read from, while it has what is asked for', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    const nearby = 1_000_000
    tap.change(ApiKey.Metadata, (answer) => ({
      ...answer,
      brokers: [...answer.brokers, { ...answer.brokers[0]!, nodeId: nearby }],
    }))
    let preferring = 0
    tap.change(ApiKey.Fetch, (answer) => {
      if (preferring > 0 || !hasRecords(answer)) return undefined
      preferring += 1
      const change = { preferredReadReplica: nearby, records: Buffer.alloc(0) }
      return withPartitions(answer, change)
    })
    await using consumer = reading(topic, tap, { 'client.rack': 'nearby' })

    deepEqual(await values(consumer, 1), ['a'])
    const [first, second] = tap.connectionsOf(ApiKey.Fetch)
    ok(first !== second, 'another broker is asked')

    // The replica is behind: only the leader knows whether records are gone.
    const asked = tap.connectionsOf(ApiKey.Fetch).length
    tap.change(
      ApiKey.Fetch,
      firstTimes(1, (answer) => ({
        ...answer,
        responses: [
          {
            ...{ topic: '', topicId: tap.requests(ApiKey.Fetch)[0]!.topics[0]!.topicId },
            partitions: [
              {
                ...{ partitionIndex: 0, errorCode: ErrorCode.offsetOutOfRange, highWatermark: -1n },
                ...{ abortedTransactions: null, records: Buffer.alloc(0) },
              },
            ],
          },
        ],
      })),
    )
    await writeValues(kafka, { topic, partition: 0 }, ['b'])
    deepEqual(await values(consumer, 1), ['b'])
    ok(tap.connectionsOf(ApiKey.Fetch).slice(asked).includes(first!))
  })

  test('a log that ends before what was committed is read from its end on', async () => {
    const topic = await topicWith('a', 'b', 'c')
    const at = { topic, partition: 0 }
    const group = { 'group.id': kafka.name('group') }
    const tap = new RequestTap()
    await using first = reading(topic, tap, group)
    await values(first, 3)
    await first.commit()
    tap.change(ApiKey.OffsetForLeaderEpoch, (answer) => ({
      ...answer,
      topics: answer.topics.map((one) => ({
        ...one,
        partitions: one.partitions.map((partition) => ({ ...partition, endOffset: 1n })),
      })),
    }))

    await using second = reading(topic, tap, group)
    deepEqual(await values(second, 2), ['b', 'c'])
    await using third = reading(topic, tap, { ...group, 'auto.offset.reset': 'none' })
    await rejects(values(third, 1), { code: 'CLIENT_LOG_TRUNCATED' })
    third.seek(at, 2n)
    deepEqual(await values(third, 1), ['c'])
  })

  for (const errorCode of [ErrorCode.coordinatorNotAvailable, ErrorCode.notCoordinator]) {
    test(`${errorCodeName(errorCode)} makes a commit go to whoever coordinates now`, async () => {
      const topic = await topicWith('a')
      const at = { topic, partition: 0 }
      const tap = new RequestTap()
      tap.change(
        ApiKey.OffsetCommit,
        firstTimes(2, (answer) => ({
          ...answer,
          topics: answer.topics.map((one) => ({
            ...one,
            partitions: one.partitions.map((partition) => ({ ...partition, errorCode })),
          })),
        })),
      )
      await using consumer = reading(topic, tap, { 'group.id': kafka.name('group') })
      await values(consumer, 1)
      await consumer.commit()

      equal((await consumer.committed([at]))[0]?.offset, 1n)
      equal(tap.requests(ApiKey.OffsetCommit).length, 3)
      ok(tap.requests(ApiKey.FindCoordinator).length >= 2)
    })
  }

  test('a commit that takes too long, or is given up, says so', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    tap.change(ApiKey.OffsetCommit, () => 'silence')
    await using consumer = reading(topic, tap, { 'group.id': kafka.name('group') })
    await values(consumer, 1)

    await rejects(consumer.commit(undefined, { timeoutMs: 200 }), {
      errorName: 'REQUEST_TIMED_OUT',
    })
    const reason = new Error('enough')
    await rejects(consumer.commit(undefined, { signal: AbortSignal.abort(reason) }), reason)
  })

  test('offsets that transactions still hold are waited for', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    const errorCode = ErrorCode.unstableOffsetCommit
    tap.change(
      ApiKey.OffsetFetch,
      firstTimes(2, (answer) => ({
        ...answer,
        groups: answer.groups.map((group) => ({
          ...group,
          topics: group.topics.map((one) => ({
            ...one,
            partitions: one.partitions.map((partition) => ({ ...partition, errorCode })),
          })),
        })),
      })),
    )
    await using consumer = reading(topic, tap, { 'group.id': kafka.name('group') })

    deepEqual(await values(consumer, 1), ['a'])
    const requests = tap.requests(ApiKey.OffsetFetch)
    equal(requests.length, 3)
    ok(requests.every(({ requireStable }) => requireStable))
  })

  test('a leader that is none any more is not asked for offsets again', async () => {
    const topic = await topicWith('a')
    const tap = new RequestTap()
    const errorCode = ErrorCode.notLeaderOrFollower
    tap.change(
      ApiKey.ListOffsets,
      firstTimes(2, (answer) => ({
        ...answer,
        topics: answer.topics.map((one) => ({
          ...one,
          partitions: one.partitions.map((partition) => ({ ...partition, errorCode })),
        })),
      })),
    )
    await using consumer = reading(topic, tap)

    deepEqual(await values(consumer, 1), ['a'])
    ok(tap.requests(ApiKey.Metadata).length >= 2)
  })
})
