import type { Segment } from '../segment/segment.ts'
import type { Segments } from '../segment/segments.ts'
import type { AbortedTransactionEntry, OffsetRange } from '../segment/transaction-index.ts'

/** The aborted transactions of a range, or the segment whose index makes no sense. */
export type FoundAborted =
  | { readonly kind: 'found'; readonly transactions: readonly AbortedTransactionEntry[] }
  | { readonly kind: 'insane'; readonly segment: Segment }

/**
 * The aborted transactions that have anything in the range, in the order of their markers. They may
 * lie far behind it; an entry says where the search can end.
 */
export async function abortedIn(segments: Segments, range: OffsetRange): Promise<FoundAborted> {
  const transactions: AbortedTransactionEntry[] = []
  let segment = segments.find(range.from)
  for (; segment !== undefined; segment = segments.after(segment)) {
    if (!segment.transactionIndex.mayHaveEntries) continue
    const entries = await segment.transactionIndex.entries()
    if (entries === 'insane') return { kind: 'insane', segment }
    for (const entry of entries) {
      if (entry.lastOffset >= range.from && entry.firstOffset < range.to) transactions.push(entry)
      if (entry.lastStableOffset >= range.to) return { kind: 'found', transactions }
    }
  }
  return { kind: 'found', transactions }
}
