/**
 * Mistakes in the broker's own source, planted while it is loaded: so the product has no switch for
 * being wrong, and a mistake whose place has changed says so instead of being forgotten.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { MixName } from '../recorder/mixes.ts'
import type { FaultName } from '../recorder/nemesis.ts'

/** One place in one file, and what stands there instead. */
export interface SourceMutant {
  readonly name: string
  /** Below `packages/`. */
  readonly file: string
  /** Stands there exactly once. */
  readonly from: string
  readonly to: string
  /** What clients do, and what harm must be done, for the mistake to show. */
  readonly mix: MixName
  readonly faults: readonly FaultName[]
}

export const sourceMutants: readonly SourceMutant[] = [
  {
    name: 'a retry is stored again',
    file: 'log/src/producers/producer-states.ts',
    from: "if (duplicate !== undefined) return { kind: 'duplicate', batch: duplicate }",
    to: 'if (duplicate !== undefined) return next',
    mix: 'idempotent-quick',
    faults: ['requests that come again'],
  },
  {
    name: 'offsets are given away again after a restart',
    file: 'log/src/recovery/replay-entries.ts',
    from: 'for (const entry of entries) {',
    to: 'for (const entry of entries.slice(0, -1)) {',
    mix: 'idempotent-quick',
    faults: ['kill -9 of the broker'],
  },
  {
    name: 'the first batch of an answer is left out',
    file: 'broker/src/fetch/read-answers.ts',
    from: 'records: outcome.batches, abortedTransactions',
    to: 'records: outcome.batches.slice(outcome.batches.length > 1 ? 1 : 0), abortedTransactions',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'records get the time of their arrival',
    file: 'log/src/append/prepare-batch.ts',
    from: "if (settings.messageTimestampType === 'LogAppendTime') {",
    to: 'if (true) {',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'the last stable offset that is told is one too high',
    file: 'broker/src/fetch/look-at-partition.ts',
    from: 'lastStableOffset: log.lastStableOffset,',
    to: 'lastStableOffset: log.lastStableOffset + 1n,',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'one in ten commits of an offset is acknowledged and forgotten',
    file: 'broker/src/coordinators/offsets/offset-store.ts',
    from: 'partitions.set(partition, value)',
    to: 'if (Math.random() < 0.9) partitions.set(partition, value)',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'a search by time takes a later record',
    file: 'log/src/read/timestamp-search.ts',
    from: 'firstRecordFrom(batch, timestamp, this.#state.logStartOffset)',
    to: 'firstRecordFrom(batch, timestamp + 1n, this.#state.logStartOffset)',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'the marker of one partition is lost',
    file: 'broker/src/coordinators/transactions/finish-transactions.ts',
    from: 'wanted.filter((one) =>',
    to: 'wanted.slice(1).filter((one) =>',
    mix: 'transactional',
    faults: [],
  },
  {
    name: 'an aborted transaction is committed in one partition',
    file: 'broker/src/coordinators/transactions/finish-transactions.ts',
    from: "const outcome = state === 'PrepareCommit' ?",
    to: "const outcome = state === 'PrepareCommit' || index === 0 ?",
    mix: 'transactional',
    faults: [],
  },
]

const plantPath = join(import.meta.dirname, 'plant.ts')

/** What Node has to be told so that the broker has this mistake. */
export function nodeArgsOf({ name }: SourceMutant): readonly string[] {
  return ['--import', `${pathToFileURL(plantPath).href}?mutant=${encodeURIComponent(name)}`]
}
