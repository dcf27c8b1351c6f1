import { encodeBatch } from './encode-batch.ts'
import type { KafkaRecord } from './records.ts'

/** How a transaction ended. */
export type TransactionOutcome = 'abort' | 'commit'

/** A record of a control batch, by the type in its key. Readers skip types they do not know. */
export type ControlRecord =
  | {
      readonly kind: 'endTransaction'
      readonly outcome: TransactionOutcome
      readonly coordinatorEpoch: number
    }
  | { readonly kind: 'other'; readonly type: number }
  | { readonly kind: 'malformed' }

/** The end of a transaction, as its coordinator has it written into a partition. */
export interface EndTransactionMarker {
  readonly outcome: TransactionOutcome
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly timestamp: bigint
}

// key: version i16, type i16        value: version i16, coordinatorEpoch i32
const keySize = 4
const valueSize = 6
const outcomes: readonly TransactionOutcome[] = ['abort', 'commit']

/** What a record of a control batch says. Later versions may be longer; their start is the same. */
export function readControlRecord(record: KafkaRecord): ControlRecord {
  const { key, value } = record
  if (key === null || key.length < keySize) return { kind: 'malformed' }
  const type = viewOf(key).getInt16(2)
  const outcome = outcomes[type]
  if (outcome === undefined) return { kind: 'other', type }
  if (value === null || value.length < valueSize) return { kind: 'malformed' }
  return { kind: 'endTransaction', outcome, coordinatorEpoch: viewOf(value).getInt32(2) }
}

/** The control batch that ends a transaction in one partition. */
export function encodeEndTransactionMarker(marker: EndTransactionMarker): Uint8Array {
  const key = new Uint8Array(keySize)
  viewOf(key).setInt16(2, outcomes.indexOf(marker.outcome))
  const value = new Uint8Array(valueSize)
  viewOf(value).setInt32(2, marker.coordinatorEpoch)
  return encodeBatch({
    records: [{ key, value, timestamp: marker.timestamp }],
    producerId: marker.producerId,
    producerEpoch: marker.producerEpoch,
    isTransactional: true,
    isControl: true,
  })
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
