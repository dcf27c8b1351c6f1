/** What is asked of the broker itself, each over a connection of the caller to who can answer. */
import { ApiKey, ErrorCode, batchesIn, errorCodeName, readControlRecord } from '@barnabus/protocol'
import type { RecordBatch } from '@barnabus/protocol'

import { testkitErrors } from '../../errors.ts'
import type { RawConnection } from '../../raw-connection.ts'
import type { Key, StoredBatch, StoredLog } from '../model/operation.ts'
import { historyTopic, keyOf, partitionOf } from './keys.ts'
import { hashOfLine, lineOf, valueOf } from './record-line.ts'

const readCommitted = 1
const decompressedSizeMax = 2 ** 26

/** What a group has committed, once no transaction about it is pending; undefined if one is. */
export async function committedOffsets(
  connection: RawConnection,
  group: string,
  keys: readonly Key[],
): Promise<Readonly<Record<Key, number>> | undefined> {
  const answer = await connection.send(ApiKey.OffsetFetch, 7, {
    groupId: group,
    topics: [{ name: historyTopic, partitionIndexes: keys.map(partitionOf) }],
    requireStable: true,
  })
  const partitions = answer.topics.flatMap((topic) => topic.partitions)
  const isPending = partitions.some(({ errorCode }) => errorCode === ErrorCode.unstableOffsetCommit)
  if (isPending) return undefined
  for (const { errorCode } of [answer, ...partitions]) mustSucceed(errorCode)
  const committed = partitions.filter(({ committedOffset }) => committedOffset >= 0n)
  return Object.fromEntries(
    committed.map(({ partitionIndex, committedOffset }) => [
      keyOf(partitionIndex),
      Number(committedOffset),
    ]),
  )
}

/** ListOffsets: -1 asks for the end, -2 for the start, anything else is a time in ms. */
export async function offsetFor(
  connection: RawConnection,
  key: Key,
  timestamp: number,
  isolation: 'read_committed' | 'read_uncommitted' = 'read_uncommitted',
): Promise<number> {
  const answer = await connection.send(ApiKey.ListOffsets, 7, {
    replicaId: -1,
    isolationLevel: isolation === 'read_committed' ? readCommitted : 0,
    topics: [
      {
        name: historyTopic,
        partitions: [{ partitionIndex: partitionOf(key), timestamp: BigInt(timestamp) }],
      },
    ],
  })
  const found = answer.topics[0]?.partitions[0]
  mustSucceed(found?.errorCode)
  return Number(found!.offset)
}

type Stored = Omit<StoredLog, 'index' | 'process' | 'invokedAtMs' | 'completedAtMs' | 'outcome'>

/** A partition as it is stored, aborted records and markers included. */
export async function storedLog(connection: RawConnection, key: Key): Promise<Stored> {
  const batches: StoredBatch[] = []
  const aborted = new Map<string, StoredLog['aborted'][number]>()
  for (let offset = 0n; ;) {
    const answer = await fetchFrom(connection, key, offset, 0)
    for (const batch of batchesIn(answer.records ?? new Uint8Array())) {
      if (batch.nextOffset <= offset) continue
      batches.push(storedBatch(batch, partitionOf(key)))
      offset = batch.nextOffset
    }
    if (offset < answer.highWatermark) continue
    for (const one of await abortedIn(connection, key, batches)) {
      aborted.set(`${one.producerId} ${one.firstOffset}`, one)
    }
    return {
      kind: 'log',
      key,
      batches,
      aborted: [...aborted.values()],
      highWatermark: Number(answer.highWatermark),
      lastStableOffset: Number(answer.lastStableOffset),
    }
  }
}

/** Asks as a reader of committed records does, from the start to the last stable offset. */
async function abortedIn(
  connection: RawConnection,
  key: Key,
  batches: readonly StoredBatch[],
): Promise<StoredLog['aborted']> {
  const aborted: StoredLog['aborted'][number][] = []
  const ends = new Set(batches.map(({ lastOffset }) => BigInt(lastOffset + 1)))
  for (let offset = 0n; ;) {
    const answer = await fetchFrom(connection, key, offset, readCommitted)
    for (const { producerId, firstOffset } of answer.abortedTransactions ?? []) {
      aborted.push({ producerId: String(producerId), firstOffset: Number(firstOffset) })
    }
    const before = offset
    for (const batch of batchesIn(answer.records ?? new Uint8Array())) {
      if (ends.has(batch.nextOffset)) offset = batch.nextOffset
    }
    if (offset >= answer.lastStableOffset || offset === before) return aborted
  }
}

async function fetchFrom(
  connection: RawConnection,
  key: Key,
  fetchOffset: bigint,
  isolationLevel: number,
): Promise<{
  readonly records: Uint8Array | null
  readonly highWatermark: bigint
  readonly lastStableOffset: bigint
  readonly abortedTransactions:
    readonly { readonly producerId: bigint; readonly firstOffset: bigint }[] | null
}> {
  const partition = { partition: partitionOf(key), fetchOffset, partitionMaxBytes: 2 ** 20 }
  const answer = await connection.send(ApiKey.Fetch, 11, {
    maxWaitMs: 0,
    minBytes: 0,
    isolationLevel,
    topics: [{ topic: historyTopic, partitions: [partition] }],
  })
  const found = answer.responses[0]?.partitions[0]
  mustSucceed(found?.errorCode)
  return found!
}

function storedBatch(batch: RecordBatch, partition: number): StoredBatch {
  const records = [...batch.records({ decompressedSizeMax })]
  const control = batch.isControl ? readControlRecord(records[0]!) : undefined
  const marker = control?.kind === 'endTransaction' ? control.outcome : null
  return {
    producerId: String(batch.producerId),
    isTransactional: batch.isTransactional,
    marker,
    lastOffset: Number(batch.lastOffset),
    records: records.map((record) => {
      const line = lineOf(record, partition)
      const { offset = -1, timestamp } = line
      if (marker !== null) return { offset, timestamp, value: null }
      return { offset, timestamp, value: valueOf(line), hash: hashOfLine(line) }
    }),
  }
}

/** Throws TESTKIT_BROKER_REFUSED unless there was an answer without an error. */
export function mustSucceed(errorCode: number | undefined): void {
  if (errorCode === ErrorCode.none) return
  const name = errorCode === undefined ? 'no answer' : errorCodeName(errorCode)
  throw testkitErrors.BROKER_REFUSED(name)
}
