import { deepEqual, equal, ok } from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'

import {
  ApiKey,
  ErrorCode,
  RecordBatch,
  Writer,
  apiByKey,
  encodeBatch,
  encodeRequestHeader,
  type FetchRequestDraft,
  type FetchResponse,
} from '@barnabus/protocol'
import { ManualClock } from '@barnabus/base'
import { InProcessBroker, RawConnection, type MadeTopic } from '@barnabus/testkit'

const longMs = 60_000

test('what was produced comes back byte for byte, but for its offset and epoch', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const first = batchOf('one', 'two')
  const second = batchOf('three')

  await produce(connection, topic, 0, first)
  await produce(connection, topic, 0, second)

  for (const version of [4, 11, 12, 13, 18]) {
    const [partition] = partitionsOf(
      await fetch(connection, topic, [{ partition: 0 }], { version }),
    )
    const expected = Buffer.concat([first, second])
    expected.writeInt32BE(0, 12)
    expected.writeBigInt64BE(2n, first.length)
    expected.writeInt32BE(0, first.length + 12)
    deepEqual(Buffer.from(partition?.records ?? []), expected, `v${version}`)
    equal(partition?.highWatermark, 3n)
    equal(partition?.lastStableOffset, 3n)
  }
})

test('an offset inside a batch gives the whole batch', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  await produce(connection, topic, 0, batchOf('one', 'two', 'three'))

  const response = await fetch(connection, topic, [{ partition: 0, fetchOffset: 2n }])

  equal(RecordBatch.at(partitionsOf(response)[0]!.records!).baseOffset, 0n)
})

test('a fetch at the end waits, and is answered as soon as something is produced', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t', 2)
  const reader = await broker.connect()
  const writer = await broker.connect()

  const both = [{ partition: 0 }, { partition: 1 }]
  const waiting = fetch(reader, topic, both, { maxWaitMs: longMs })
  await produce(writer, topic, 1, batchOf('news'))

  const partitions = partitionsOf(await waiting)
  deepEqual(sizesOf(partitions), [0, batchOf('news').length])
  ok(partitions[0]?.records !== null, 'records are never null')
})

test('a fetch waits until there is as much as it asks for', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t', 2)
  const reader = await broker.connect()
  const writer = await broker.connect()
  const size = batchOf('news').length

  let answered = false
  const both = [{ partition: 0 }, { partition: 1 }]
  const waiting = fetch(reader, topic, both, { maxWaitMs: longMs, minBytes: 3 * size })
  void waiting.then(() => (answered = true))
  await produce(writer, topic, 0, batchOf('news'))
  await produce(writer, topic, 1, batchOf('news'))
  equal(answered, false)
  await produce(writer, topic, 0, batchOf('news'))

  deepEqual(sizesOf(partitionsOf(await waiting)), [2 * size, size])
})

test('when its time is over a fetch is answered with what there is', async () => {
  const clock = new ManualClock(Date.now())
  await using broker = await InProcessBroker.start({ clock })
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const size = batchOf('news').length
  await produce(connection, topic, 0, batchOf('news'))

  const waiting = fetch(connection, topic, [{ partition: 0 }], { maxWaitMs: 500, minBytes: 10_000 })
  const response = await advanceUntil(clock, waiting)

  deepEqual(sizesOf(partitionsOf(response)), [size])
})

test('an error is told at once, whatever the others have to wait for', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()

  const response = await fetch(connection, topic, [{ partition: 0 }, { partition: 5 }], {
    maxWaitMs: longMs,
  })

  deepEqual(errorsOf(partitionsOf(response)), [ErrorCode.none, ErrorCode.unknownTopicOrPartition])
})

test('offsets before the start and past the end are out of range, the end itself is not', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  await produce(connection, topic, 0, batchOf('one', 'two'))
  await connection.send(ApiKey.DeleteRecords, 2, {
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, offset: 1n }] }],
    timeoutMs: 1000,
  })

  for (const [fetchOffset, errorCode] of [
    [0n, ErrorCode.offsetOutOfRange],
    [1n, ErrorCode.none],
    [2n, ErrorCode.none],
    [3n, ErrorCode.offsetOutOfRange],
  ] as const) {
    const response = await fetch(connection, topic, [{ partition: 0, fetchOffset }])
    deepEqual(errorsOf(partitionsOf(response)), [errorCode], `offset ${fetchOffset}`)
  }
})

test('a consumer with another leader epoch in mind is told so', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()

  const newer = await fetch(connection, topic, [{ partition: 0, currentLeaderEpoch: 9 }])
  const same = await fetch(connection, topic, [{ partition: 0, currentLeaderEpoch: 0 }])

  deepEqual(errorsOf(partitionsOf(newer)), [ErrorCode.unknownLeaderEpoch])
  deepEqual(errorsOf(partitionsOf(same)), [ErrorCode.none])
})

test('a consumer that has read past the end of an epoch learns where it ended', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  await produce(connection, topic, 0, batchOf('one', 'two'))

  const [partition] = partitionsOf(
    await fetch(connection, topic, [{ partition: 0, fetchOffset: 5n, lastFetchedEpoch: 0 }]),
  )

  equal(partition?.errorCode, ErrorCode.none)
  deepEqual({ ...partition?.divergingEpoch }, { epoch: 0, endOffset: 2n })
})

test('the first batch comes even if it is larger than every limit, the others keep to them', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t', 2)
  const connection = await broker.connect()
  const size = batchOf('x'.repeat(1000)).length
  for (const partition of [0, 0, 1, 1]) {
    await produce(connection, topic, partition, batchOf('x'.repeat(1000)))
  }
  const sizes = async (partitionMaxBytes: number, maxBytes: number) => {
    const both = [0, 1].map((partition) => ({ partition, partitionMaxBytes }))
    return sizesOf(partitionsOf(await fetch(connection, topic, both, { maxBytes })))
  }

  deepEqual(await sizes(1, 1), [size, 0])
  deepEqual(await sizes(1, 1_000_000), [size, 0])
  deepEqual(await sizes(1_000_000, 3 * size), [2 * size, size])
  deepEqual(await sizes(size, 1_000_000), [size, size])
})

test('a session tells only what is new, and gives everybody a turn', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t', 3)
  const connection = await broker.connect()
  const all = [0, 1, 2].map((partition) => ({ partition, partitionMaxBytes: 1 }))

  const opened = await fetch(connection, topic, all, { sessionEpoch: 0 })
  ok(opened.sessionId > 0)
  equal(partitionsOf(opened).length, 3)
  for (const partition of [0, 1, 2]) await produce(connection, topic, partition, batchOf('news'))

  const turns = []
  for (const sessionEpoch of [1, 2, 3]) {
    const options = { sessionId: opened.sessionId, sessionEpoch, maxBytes: 1 }
    const partitions = partitionsOf(await fetch(connection, topic, [], options))
    turns.push(partitions.find(({ records }) => records!.length > 0)?.partitionIndex)
  }
  deepEqual(turns, [0, 1, 2])
})

test('a session goes on without topics in the request, and ends as it is told', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const { sessionId } = await fetch(connection, topic, [{ partition: 0 }], { sessionEpoch: 0 })

  const calm = await fetch(connection, topic, [], { sessionId, sessionEpoch: 1 })
  const wrong = await fetch(connection, topic, [], { sessionId, sessionEpoch: 9 })
  await fetch(connection, topic, [], { sessionId, sessionEpoch: -1 })
  const gone = await fetch(connection, topic, [], { sessionId, sessionEpoch: 2 })

  deepEqual([calm.errorCode, calm.sessionId, calm.responses], [ErrorCode.none, sessionId, []])
  equal(wrong.errorCode, ErrorCode.invalidFetchSessionEpoch)
  equal(gone.errorCode, ErrorCode.fetchSessionIdNotFound)
})

test('a fetch that waits for a topic hears of its deletion', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const reader = await broker.connect()

  const waiting = fetch(reader, topic, [{ partition: 0 }], { maxWaitMs: longMs })
  await broker.deleteTopic(topic)

  deepEqual(errorsOf(partitionsOf(await waiting)), [ErrorCode.unknownTopicOrPartition])
})

test('topic ids tell a topic from its namesake', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const byId = { version: 13, sessionEpoch: 0 }
  const { sessionId } = await fetch(connection, topic, [{ partition: 0 }], byId)

  await broker.deleteTopic(topic)
  const namesake = await broker.makeTopic('t')
  const options = { version: 13, sessionId, sessionEpoch: 1 }
  const inSession = await fetch(connection, topic, [], options)
  const alone = await fetch(connection, topic, [{ partition: 0 }], { version: 13 })
  const right = await fetch(connection, namesake, [{ partition: 0 }], { version: 13 })

  deepEqual(errorsOf(partitionsOf(inSession)), [ErrorCode.inconsistentTopicId])
  deepEqual(errorsOf(partitionsOf(alone)), [ErrorCode.unknownTopicId])
  deepEqual(errorsOf(partitionsOf(right)), [ErrorCode.none])
})

test('aborted transactions are null for those who did not ask, and a list for those who did', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  await produce(connection, topic, 0, batchOf('one'))

  const [all] = partitionsOf(await fetch(connection, topic, [{ partition: 0 }]))
  const [committed] = partitionsOf(
    await fetch(connection, topic, [{ partition: 0 }], { isolationLevel: 1 }),
  )

  equal(all?.abortedTransactions, null)
  deepEqual(committed?.abortedTransactions, [])
  equal(committed?.records?.length, batchOf('one').length)
})

test('nobody outside is a replica', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()

  const old = await fetch(connection, topic, [{ partition: 0 }], { replicaId: 1 })
  const replicaState = { replicaId: 1, replicaEpoch: 0n }
  const late = await fetch(connection, topic, [{ partition: 0 }], { version: 15, replicaState })

  deepEqual(errorsOf(partitionsOf(old)), [ErrorCode.topicAuthorizationFailed])
  deepEqual(errorsOf(partitionsOf(late)), [ErrorCode.topicAuthorizationFailed])
})

test('the wrong node names the leader and its address', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'barnabus.nodes': '2' } })
  const topic = await broker.makeTopic('t', 2)
  const connection = await broker.connect(0)

  const both = [{ partition: 0 }, { partition: 1 }]
  const response = await fetch(connection, topic, both, { version: 16 })

  const elsewhere = partitionsOf(response).filter(({ errorCode }) => errorCode !== ErrorCode.none)
  deepEqual(errorsOf(elsewhere), [ErrorCode.notLeaderOrFollower])
  deepEqual(
    response.nodeEndpoints.map(({ host, port }) => `${host}:${port}`),
    [broker.address(1)],
  )
  equal(response.nodeEndpoints[0]?.nodeId, elsewhere[0]?.currentLeader.leaderId)
})

test('a fetch stops waiting when its client has left', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const where = new URL(`tcp://${broker.address()}`)
  const client = connect({ host: where.hostname, port: Number(where.port), allowHalfOpen: true })
  const answer = new Promise<Buffer>((resolve) => client.once('data', resolve))

  client.write(frameOf(topic, longMs))
  client.end() // It says that it has nothing more to say, and can still listen.

  ok((await answer).length > 0, 'it was answered long before its time')
  client.destroy()
})

test('a broker that closes answers whoever waits', async () => {
  const broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const reader = await RawConnection.open(broker.address())

  const waiting = fetch(reader, topic, [{ partition: 0 }], { maxWaitMs: longMs })
  await fetch(await broker.connect(), topic, [{ partition: 0 }]) // The other one waits by now.
  await broker[Symbol.asyncDispose]()

  deepEqual(sizesOf(partitionsOf(await waiting)), [0])
  reader.close()
})

const now = BigInt(Date.now())

function batchOf(...values: readonly string[]): Uint8Array {
  return encodeBatch({
    records: values.map((value) => ({ value: Buffer.from(value), timestamp: now })),
  })
}

async function produce(
  connection: RawConnection,
  { name }: MadeTopic,
  index: number,
  records: Uint8Array,
): Promise<void> {
  const partitionData = [{ index, records: Uint8Array.from(records) }]
  const request = { acks: -1, timeoutMs: 10_000, topicData: [{ name, partitionData }] }
  const { responses } = await connection.send(ApiKey.Produce, 9, request)
  equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.none)
}

/** What a test asks of a partition; the rest is what a consumer at the beginning would ask. */
interface Asked {
  readonly partition: number
  readonly fetchOffset?: bigint
  readonly partitionMaxBytes?: number
  readonly currentLeaderEpoch?: number
  readonly lastFetchedEpoch?: number
}

function fetch(
  connection: RawConnection,
  { name, id }: MadeTopic,
  partitions: readonly Asked[],
  options: Partial<FetchRequestDraft> & { readonly version?: number } = {},
): Promise<FetchResponse> {
  const { version = 12, ...rest } = options
  const asked = partitions.map((one) => ({ fetchOffset: 0n, partitionMaxBytes: 1 << 20, ...one }))
  const topics = asked.length === 0 ? [] : [{ topic: name, topicId: id, partitions: asked }]
  return connection.send(ApiKey.Fetch, version, { maxWaitMs: 0, minBytes: 1, topics, ...rest })
}

/** A whole fetch request, for a socket of our own. */
function frameOf({ name }: MadeTopic, maxWaitMs: number): Uint8Array {
  const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1 }]
  const writer = new Writer()
  const header = { apiKey: ApiKey.Fetch, apiVersion: 4, correlationId: 1, clientId: 'test' }
  encodeRequestHeader(writer, header)
  const request = { maxWaitMs, minBytes: 1, topics: [{ topic: name, partitions }] }
  apiByKey(ApiKey.Fetch).request.encode(writer, request, 4)
  return Buffer.concat(writer.finishFrame())
}

function partitionsOf({ responses }: FetchResponse) {
  return responses.flatMap(({ partitions }) => partitions)
}

function sizesOf(partitions: ReturnType<typeof partitionsOf>): number[] {
  return partitions.map(({ records }) => records!.length)
}

function errorsOf(partitions: ReturnType<typeof partitionsOf>): number[] {
  return partitions.map(({ errorCode }) => errorCode)
}

/** Lets time pass until `promise` is kept: when exactly the broker begins to wait, we cannot see. */
async function advanceUntil<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let kept = false
  void promise.then(() => (kept = true))
  while (!kept) {
    clock.advance(100)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return promise
}
