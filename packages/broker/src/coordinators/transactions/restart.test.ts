import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import {
  ApiKey,
  ErrorCode,
  encodeBatch,
  encodeRecordKey,
  encodeRecordValue,
  transactionLogRecord,
} from '@barnabus/protocol'
import {
  InProcessBroker,
  RawConnection,
  RawProducer,
  committedOffset,
  oneLogEach,
  readCommitted,
  twoPartitions,
} from '@barnabus/testkit'

const [first] = twoPartitions
const statusOf = { commit: 2, abort: 3 } as const

/** Writes into the topic of transactions what a crash would have left there: only the decision. */
async function decide(
  broker: InProcessBroker,
  { transactionalId, producerId, producerEpoch }: RawProducer,
  outcome: 'commit' | 'abort',
): Promise<void> {
  const key = encodeRecordKey(transactionLogRecord, { transactionalId })
  const nowMs = BigInt(Date.now())
  const value = encodeRecordValue(transactionLogRecord, {
    ...{ producerId, producerEpoch: producerEpoch + 1, previousProducerId: producerId },
    ...{ transactionTimeoutMs: 60_000, transactionStatus: statusOf[outcome] },
    transactionPartitions: [
      { topic: 't', partitionIds: [0, 1] },
      { topic: '__consumer_offsets', partitionIds: [0] },
    ],
    ...{ transactionLastUpdateTimestampMs: nowMs, transactionStartTimestampMs: nowMs },
    clientTransactionVersion: 2,
  })
  const admin = await RawConnection.open(broker.address(), '__admin_client')
  const records = encodeBatch({ records: [{ key, value, timestamp: nowMs }] })
  const topicData = [{ name: '__transaction_state', partitionData: [{ index: 0, records }] }]
  const { responses } = await admin.send(ApiKey.Produce, 9, {
    ...{ transactionalId: null, acks: -1, timeoutMs: 10_000, topicData },
  })
  equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.none)
  admin.close()
}

for (const outcome of ['commit', 'abort'] as const) {
  for (const markersWritten of [0, 1, 2]) {
    test(`a start carries out what was decided: ${outcome}, with ${markersWritten} markers`, async () => {
      await using broker = await InProcessBroker.start({ settings: oneLogEach })
      await broker.makeTopic('t', 2)
      const before = await new RawProducer(await broker.connect(), 'p').begin()
      for (const at of twoPartitions) equal(await before.write(at, 'a'), ErrorCode.none)
      equal(await before.commitOffset('g', first, 7n), ErrorCode.none)
      await decide(broker, before, outcome)
      const { errorCodes } = await writeMarkers(before, outcome, markersWritten)
      deepEqual(errorCodes, Array(markersWritten).fill(ErrorCode.none))

      await broker.restart()

      const connection = await broker.connect()
      for (const at of twoPartitions) {
        const { values, lastStableOffset, highWatermark } = await readCommitted(connection, at)
        deepEqual(values, outcome === 'commit' ? ['a'] : [])
        equal(lastStableOffset, highWatermark)
      }
      equal(await committedOffset(connection, 'g', first), outcome === 'commit' ? 7n : -1n)
      const producer = before.twin(connection)
      equal(await producer.end(outcome), ErrorCode.none) // It missed the answer, and asks again.
      equal(await producer.write(first, 'b'), ErrorCode.none)
    })
  }
}

async function writeMarkers(
  { connection, producerId, producerEpoch }: RawProducer,
  outcome: 'commit' | 'abort',
  count: number,
): Promise<{ readonly errorCodes: readonly number[] }> {
  const partitionIndexes = twoPartitions.slice(0, count).map(({ partition }) => partition)
  const { markers } = await connection.send(ApiKey.WriteTxnMarkers, 2, {
    markers: [
      {
        ...{ producerId, producerEpoch: producerEpoch + 1, coordinatorEpoch: 0 },
        ...{ transactionResult: outcome === 'commit', transactionVersion: 2 },
        topics: [{ name: 't', partitionIndexes }],
      },
    ],
  })
  const answered = markers[0]?.topics[0]?.partitions ?? []
  return { errorCodes: answered.map(({ errorCode }) => errorCode) }
}
