/** What a reader of committed records is shown of a stored log, worked out in two ways. */
import type { StoredBatch, StoredLog, StoredRecord } from '../model/operation.ts'

const isTransactionalData = ({ isTransactional, marker }: StoredBatch): boolean =>
  isTransactional && marker === null

/** From the markers alone: what a commit marker of its producer follows. */
export function viewByMarkers({ batches }: StoredLog): readonly StoredRecord[] {
  const committed: StoredRecord[] = []
  const pending = new Map<string, StoredRecord[]>()
  for (const { producerId, isTransactional, marker, records } of batches) {
    const open = pending.get(producerId) ?? []
    if (marker !== null) {
      if (marker === 'commit') committed.push(...open)
      pending.delete(producerId)
    } else if (isTransactional) {
      pending.set(producerId, [...open, ...records])
    } else {
      committed.push(...records)
    }
  }
  return committed.toSorted((left, right) => left.offset - right.offset)
}

/** As a consumer does it: from the aborted transactions that the broker names, up to the end. */
export function viewByAbortedList(log: StoredLog): readonly StoredRecord[] {
  const toCome = log.aborted.toSorted((left, right) => left.firstOffset - right.firstOffset)
  const aborting = new Set<string>()
  const shown: StoredRecord[] = []
  for (const batch of log.batches) {
    if (batch.lastOffset >= log.lastStableOffset) break
    while (toCome.length > 0 && toCome[0]!.firstOffset <= batch.lastOffset) {
      aborting.add(toCome.shift()!.producerId)
    }
    if (batch.marker === 'abort') aborting.delete(batch.producerId)
    const isAborted = isTransactionalData(batch) && aborting.has(batch.producerId)
    if (batch.marker === null && !isAborted) shown.push(...batch.records)
  }
  return shown
}

/** The producers whose last transactional data no marker follows. */
export function openProducers({ batches }: StoredLog): readonly string[] {
  const open = new Set<string>()
  for (const batch of batches) {
    if (isTransactionalData(batch)) open.add(batch.producerId)
    if (batch.marker !== null) open.delete(batch.producerId)
  }
  return [...open]
}
