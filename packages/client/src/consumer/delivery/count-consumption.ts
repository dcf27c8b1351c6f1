import type { ConsumerObserver } from '../../observation/consumer-observer.ts'
import type { FetchedRecords } from '../fetching/fetched-records.ts'
import type { PartitionState } from '../positions/partition-state.ts'

/** Counts what was handed out since it was last counted. */
export function countConsumption(
  observer: ConsumerObserver,
  fetched: FetchedRecords,
  readsCommitted: boolean,
): void {
  const { records, bytes } = fetched.takeHanded()
  if (records === 0) return
  const { state } = fetched
  const { topic, partition } = state
  const lag = fetched.isCurrent ? lagOf(state, readsCommitted) : undefined
  const lead = fetched.isCurrent ? leadOf(state) : undefined
  observer.consumed({ topic, partition, records, bytes, lag, lead })
}

/** How many offsets lie before a consumer; undefined: not known yet. */
export function lagOf(state: PartitionState, readsCommitted: boolean): bigint | undefined {
  const end = readsCommitted ? state.lastStableOffset : state.highWatermark
  if (end === undefined || !state.hasPosition) return undefined
  return end > state.position ? end - state.position : 0n
}

function leadOf({ logStartOffset, position }: PartitionState): bigint | undefined {
  return logStartOffset === undefined ? undefined : position - logStartOffset
}
