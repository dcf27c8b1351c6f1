import type { SourceMistake } from '../planted/source-mistake.ts'
import type { MixName } from './recorder/mixes.ts'
import type { FaultName } from './recorder/nemesis.ts'

/** A mistake in the broker that shows in what clients get. */
export interface HistoryMistake extends SourceMistake {
  /** What clients do, and what harm must be done, for the mistake to show. */
  readonly mix: MixName
  readonly faults: readonly FaultName[]
}

/** For histories: the checker must find each, or it proves nothing. */
export const sourceMistakes: readonly HistoryMistake[] = [
  {
    name: 'a retry is stored again',
    file: 'log/src/producers/producer-states.ts',
    right: "if (duplicate !== undefined) return { kind: 'duplicate', batch: duplicate }",
    wrong: 'if (duplicate !== undefined) return next',
    mix: 'idempotent-quick',
    faults: ['requests that come again'],
  },
  {
    name: 'offsets are given away again after a restart',
    file: 'log/src/recovery/replay-entries.ts',
    right: 'for (const entry of entries) {',
    wrong: 'for (const entry of entries.slice(0, -1)) {',
    mix: 'idempotent-quick',
    faults: ['kill -9 of the broker'],
  },
  {
    name: 'the first batch of an answer is left out',
    file: 'broker/src/fetch/read-answers.ts',
    right: 'records: outcome.batches, abortedTransactions',
    wrong:
      'records: outcome.batches.slice(outcome.batches.length > 1 ? 1 : 0), abortedTransactions',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'records get the time of their arrival',
    file: 'log/src/append/prepare-batch.ts',
    right: "if (settings.messageTimestampType === 'LogAppendTime') {",
    wrong: 'if (true) {',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'the last stable offset that is told is one too high',
    file: 'broker/src/fetch/look-at-partition.ts',
    right: 'lastStableOffset: log.lastStableOffset,',
    wrong: 'lastStableOffset: log.lastStableOffset + 1n,',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'one in ten commits of an offset is acknowledged and forgotten',
    file: 'broker/src/coordinators/offsets/offset-store.ts',
    right: 'partitions.set(partition, value)',
    wrong: 'if (Math.random() < 0.9) partitions.set(partition, value)',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'a search by time takes a later record',
    file: 'log/src/read/timestamp-search.ts',
    right: 'firstRecordFrom(batch, timestamp, this.#state.logStartOffset)',
    wrong: 'firstRecordFrom(batch, timestamp + 1n, this.#state.logStartOffset)',
    mix: 'idempotent-quick',
    faults: [],
  },
  {
    name: 'the marker of one partition is lost',
    file: 'broker/src/coordinators/transactions/finish-transactions.ts',
    right: 'wanted.filter((one) =>',
    wrong: 'wanted.slice(1).filter((one) =>',
    mix: 'transactional',
    faults: [],
  },
  {
    name: 'an aborted transaction is committed in one partition',
    file: 'broker/src/coordinators/transactions/finish-transactions.ts',
    right: "const outcome = state === 'PrepareCommit' ?",
    wrong: "const outcome = state === 'PrepareCommit' || index === 0 ?",
    mix: 'transactional',
    faults: [],
  },
]
