import type { PartitionLog } from '@barnabus/log'
import { batchesIn, readControlRecord, type RecordBatch } from '@barnabus/protocol'

import { brokerErrors } from '../../errors.ts'
import type { ReplicatedState } from './replicated-state.ts'

const readSizeMax = 4 * 1024 * 1024
const decompressedSizeMax = 256 * 1024 * 1024

/** Makes a shard's state of what its partition holds. Throws COORDINATOR_UNREADABLE. */
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
    for (const bytes of outcome.batches) {
      for (const batch of batchesIn(bytes)) {
        replayBatch(log, batch, offset, state)
        offset = batch.nextOffset
      }
    }
  }
}

function replayBatch<StoredRecord>(
  log: PartitionLog,
  batch: RecordBatch,
  from: bigint,
  state: ReplicatedState<StoredRecord>,
): void {
  try {
    if (!batch.checksumHolds()) throw new Error('the checksum is wrong')
    const producerId = batch.isTransactional ? batch.producerId : undefined
    for (const record of batch.records({ decompressedSizeMax })) {
      if (record.offset < from) continue // Deleted, but for the batch that it is in.
      if (batch.isControl) {
        const control = readControlRecord(record)
        if (control.kind === 'endTransaction') {
          state.endTransaction?.(batch.producerId, control.outcome)
        }
        continue
      }
      if (record.key === null) continue // Nothing that a coordinator has written.
      const decoded = state.decode({ key: record.key, value: record.value })
      if (decoded !== undefined) state.apply(decoded, { offset: record.offset, producerId })
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw unreadable(log, `the batch at offset ${batch.baseOffset}: ${reason}`).because(error)
  }
}

function unreadable(
  { topic, partition }: PartitionLog,
  reason: string,
): ReturnType<typeof brokerErrors.COORDINATOR_UNREADABLE> {
  return brokerErrors.COORDINATOR_UNREADABLE(`${topic}-${partition}`, reason)
}
