/**
 * Mistakes that a proxy makes, which stands between clients and a correct broker and changes what
 * they say to each other. To the clients it is a broker with a mistake; so the whole way from them to
 * the checker is tried with any broker, also with Apache Kafka.
 */
import {
  ApiKey,
  RecordBatch,
  batchesIn,
  encodeBatch,
  type FetchResponse,
  type FetchResponseDraft,
  type FetchResponsePartition,
  type FetchResponsePartitionDraft,
} from '@barnabus/protocol'

import { historyTopic } from '../recorder/keys.ts'
import { answerLie, requestLie, type Lie } from './lie.ts'

const decompressedSizeMax = 2 ** 26
const oneIn = 4

export const lies: readonly Lie[] = [
  answerLie('aborted transactions are not named', ApiKey.Fetch, (answer) =>
    withPartitions(answer, (partition) =>
      partition.abortedTransactions === null
        ? partition
        : { ...partition, abortedTransactions: [] },
    ),
  ),
  requestLie('readers of committed records get all of them', ApiKey.Fetch, (request) => ({
    ...request,
    isolationLevel: 0,
  })),
  answerLie('the last stable offset that is told is one too high', ApiKey.Fetch, (answer) =>
    withPartitions(answer, (partition) => ({
      ...partition,
      lastStableOffset: partition.lastStableOffset < 0n ? -1n : partition.highWatermark + 1n,
    })),
  ),
  requestLie('a commit becomes an abort', ApiKey.EndTxn, (request, { random }) => ({
    ...request,
    committed: request.committed && random.below(oneIn) > 0,
  })),
  requestLie('an abort becomes a commit', ApiKey.EndTxn, (request) => ({
    ...request,
    committed: true,
  })),
  requestLie(
    'offsets are committed outside their transaction',
    ApiKey.TxnOffsetCommit,
    (request, turn) => {
      const { groupId, topics } = request
      turn.aside(async (connection) => {
        const rest = { generationIdOrMemberEpoch: -1, memberId: '' }
        await connection.send(ApiKey.OffsetCommit, 8, { groupId, topics, ...rest })
      })
      return request
    },
  ),
  requestLie('a retry is stored again', ApiKey.Produce, (request, turn) => {
    const partitions = request.topicData.flatMap(({ partitionData }) => partitionData)
    for (const { index, records } of partitions) {
      if (records === null || turn.random.below(oneIn) > 0) continue
      const again = [...RecordBatch.at(records).records({ decompressedSizeMax })]
      const partitionData = [{ index, records: encodeBatch({ records: again }) }]
      turn.aside(async (connection) => {
        const topicData = [{ name: historyTopic, partitionData }]
        await connection.send(ApiKey.Produce, 9, { acks: -1, timeoutMs: 1_000, topicData })
      })
    }
    return request
  }),
  answerLie('the first batch of an answer is left out', ApiKey.Fetch, (answer) =>
    withBatches(answer, (batches) => (batches.length > 1 ? batches.slice(1) : batches)),
  ),
  answerLie('a record is changed', ApiKey.Fetch, (answer, { random }) =>
    withBatches(answer, (batches) =>
      batches.map((batch) =>
        batch.isControl || random.below(oneIn) > 0 ? batch : withTimesChanged(batch),
      ),
    ),
  ),
  answerLie('an offset is told that another record has', ApiKey.Produce, (answer, { random }) => ({
    ...answer,
    responses: answer.responses.map((topic) => ({
      ...topic,
      partitionResponses: topic.partitionResponses.map((partition) => {
        const isWrong = partition.baseOffset > 0n && random.below(oneIn) === 0
        return isWrong ? { ...partition, baseOffset: partition.baseOffset - 1n } : partition
      }),
    })),
  })),
  answerLie('one partition shows nothing of a transaction', ApiKey.Fetch, (answer) =>
    withPartitions(answer, (partition) => {
      if (partition.partitionIndex !== 0) return partition
      const batches = [...batchesIn(bytesOf(partition.records))]
      const kept = batches.filter((batch) => batch.isControl || !batch.isTransactional)
      return { ...partition, records: joined(kept) }
    }),
  ),
]

function withPartitions(
  answer: FetchResponse,
  change: (partition: FetchResponsePartition) => FetchResponsePartitionDraft,
): FetchResponseDraft {
  const responses = answer.responses.map((topic) => ({
    ...topic,
    partitions: topic.partitions.map(change),
  }))
  return { ...answer, responses }
}

function withBatches(
  answer: FetchResponse,
  change: (batches: readonly RecordBatch[]) => readonly RecordBatch[],
): FetchResponseDraft {
  return withPartitions(answer, (partition) => {
    const batches = [...batchesIn(bytesOf(partition.records))]
    return { ...partition, records: joined(change(batches)) }
  })
}

/** All records one ms later, with a checksum that holds. */
function withTimesChanged(batch: RecordBatch): RecordBatch {
  const changed = RecordBatch.at(Uint8Array.from(batch.bytes))
  changed.stampAppendTime(batch.maxTimestamp + 1n)
  return changed
}

function bytesOf(records: Uint8Array | null): Uint8Array {
  return records ?? new Uint8Array()
}

function joined(batches: readonly RecordBatch[]): Uint8Array {
  return Buffer.concat(batches.map(({ bytes }) => bytes))
}
