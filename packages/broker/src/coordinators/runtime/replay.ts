import { Buffer } from 'node:buffer'

import type { PartitionLog } from '@barnabus/log'
import { batchesIn, readControlRecord, type RecordBatch } from '@barnabus/protocol'

import { brokerErrors } from '../../errors.ts'
import type { ReplicatedState } from './replicated-state.ts'

const readSizeMax = 4 * 1024 * 1024
const decompressedSizeMax = 256 * 1024 * 1024

/** A record that somebody may replace before it is applied. */
interface Unapplied {
  readonly offset: bigint
  readonly key: Uint8Array
  readonly value: Uint8Array | null
}

/** By key. In the order of the log. */
type Newest = Map<string, Unapplied>

/**
 * Makes a shard's state of what its partition holds. Throws COORDINATOR_UNREADABLE.
 *
 * What compaction would take away from what is read at once is not applied: of ten million commits
 * of a hundred keys a few thousand are.
 */
export async function replay<StoredRecord>(
  log: PartitionLog,
  state: ReplicatedState<StoredRecord>,
): Promise<void> {
  let offset = log.logStartOffset
  while (offset < log.highWatermark) {
    const request = { offset, maxBytes: readSizeMax, upTo: 'highWatermark', minOneBatch: true }
    const outcome = await log.read(request as Parameters<PartitionLog['read']>[0])
    if (outcome.kind !== 'batches' || outcome.sizeBytes === 0) {
      throw unreadable(log, `it cannot be read at offset ${offset}`)
    }
    const newest: Newest = new Map()
    for (const bytes of outcome.batches) {
      for (const batch of batchesIn(bytes)) {
        replayBatch(log, batch, offset, { state, newest })
        offset = batch.nextOffset
      }
    }
    applyNewest(log, state, newest)
  }
}

function replayBatch<StoredRecord>(
  log: PartitionLog,
  batch: RecordBatch,
  from: bigint,
  { state, newest }: { readonly state: ReplicatedState<StoredRecord>; readonly newest: Newest },
): void {
  // What a transaction does is decided later, so nothing of it replaces anything, nor is replaced.
  if (batch.isTransactional) applyNewest(log, state, newest)
  explained(log, `the batch at offset ${batch.baseOffset}`, () => {
    if (!batch.checksumHolds()) throw new Error('the checksum is wrong')
    for (const record of batch.records({ decompressedSizeMax })) {
      const { offset, key, value } = record
      if (offset < from) continue // Deleted, but for the batch that it is in.
      if (batch.isControl) {
        const control = readControlRecord(record)
        if (control.kind === 'endTransaction') {
          state.endTransaction?.(batch.producerId, control.outcome)
        }
        continue
      }
      if (key === null) continue // Nothing that a coordinator has written.
      if (batch.isTransactional) applyRecord(state, { offset, key, value }, batch.producerId)
      else put(newest, { offset, key, value })
    }
  })
}

/** It goes to the end: what was written between it and the one before it comes first. */
function put(newest: Newest, record: Unapplied): void {
  const { buffer, byteOffset, length } = record.key
  const key = Buffer.from(buffer, byteOffset, length).toString('latin1')
  newest.delete(key)
  newest.set(key, record)
}

function applyNewest<StoredRecord>(
  log: PartitionLog,
  state: ReplicatedState<StoredRecord>,
  newest: Newest,
): void {
  for (const record of newest.values()) {
    explained(log, `the record at offset ${record.offset}`, () => applyRecord(state, record))
  }
  newest.clear()
}

function applyRecord<StoredRecord>(
  state: ReplicatedState<StoredRecord>,
  { offset, key, value }: Unapplied,
  producerId?: bigint,
): void {
  const decoded = state.decode({ key, value })
  if (decoded !== undefined) state.apply(decoded, { offset, producerId })
}

function explained(log: PartitionLog, what: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw unreadable(log, `${what}: ${reason}`).because(error)
  }
}

function unreadable(
  { topic, partition }: PartitionLog,
  reason: string,
): ReturnType<typeof brokerErrors.COORDINATOR_UNREADABLE> {
  return brokerErrors.COORDINATOR_UNREADABLE(`${topic}-${partition}`, reason)
}
