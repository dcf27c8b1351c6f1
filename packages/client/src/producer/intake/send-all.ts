import { unlessAborted } from '../../deadline.ts'
import type { BulkSend } from './bulk-send.ts'
import type { ProducerRecord } from '../producer-record.ts'

/** Records one after the other, from wherever. */
export type RecordSource = Iterable<ProducerRecord> | AsyncIterable<ProducerRecord>

/** How records are handed over. */
export interface HandOver {
  readonly offer: (record: ProducerRecord, bulk: BulkSend, index: number) => void
  /** Resolves when more may be handed over; undefined: at once. */
  readonly room: () => Promise<void> | undefined
}

/**
 * Hands over record after record, no faster than they can be sent, until the source ends, one fails,
 * or the signal aborts; a source that is left early is told so, as by `break`. Rejects with the
 * signal's reason, or whatever the source throws.
 */
export async function sendAll(
  source: RecordSource,
  bulk: BulkSend,
  { offer, room }: HandOver,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted()
  if (Symbol.asyncIterator in source) {
    for await (const record of source) {
      offer(record, bulk, bulk.next())
      const wait = room()
      if (wait !== undefined) await unlessAborted(wait, signal)
      if (bulk.hasFailed) return
      signal?.throwIfAborted()
    }
    return
  }
  for (const record of source) {
    offer(record, bulk, bulk.next())
    const wait = room()
    if (wait !== undefined) await unlessAborted(wait, signal)
    if (bulk.hasFailed) return
    signal?.throwIfAborted()
  }
}
