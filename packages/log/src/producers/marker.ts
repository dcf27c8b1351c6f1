import { readControlRecord, type RecordBatch, type TransactionOutcome } from '@barnabus/protocol'
import { recordLimits } from '../append/validate-batch.ts'

/** What a control batch says about its producer's transaction. */
export interface Marker {
  readonly outcome: TransactionOutcome
  readonly coordinatorEpoch: number
}

/** The marker in a control batch; undefined: it holds none, or compaction has emptied it. */
export function markerIn(batch: RecordBatch): Marker | undefined {
  const [record] = batch.records(recordLimits)
  if (record === undefined) return undefined
  const control = readControlRecord(record)
  return control.kind === 'endTransaction' ? control : undefined
}
