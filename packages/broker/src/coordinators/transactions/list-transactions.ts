import type { ListTransactionsResponseDraft } from '@barnabus/protocol'

import { transactionStates, type Transaction } from './transaction.ts'

type ListedTransaction = ListTransactionsResponseDraft['transactionStates'][number]

/** Which transactional ids are asked for. */
export interface TransactionFilter {
  /** Empty: in any state. */
  readonly stateFilters: readonly string[]
  /** Empty: of any producer. */
  readonly producerIdFilters: readonly bigint[]
  /** Only those that began longer ago, in ms; negative: any. */
  readonly durationFilter: bigint
  readonly matches: (transactionalId: string) => boolean
}

/** The transactional ids that the filter lets through, as ListTransactions shows them. */
export function listTransactions(
  transactions: readonly Transaction[],
  { stateFilters, producerIdFilters, durationFilter, matches }: TransactionFilter,
  nowMs: number,
): ListedTransaction[] {
  const states = new Set(stateFilters)
  const producerIds = new Set(producerIdFilters)
  return transactions
    .filter(
      ({ state, producerId, startedAtMs, transactionalId }) =>
        (states.size === 0 || states.has(state)) &&
        (producerIds.size === 0 || producerIds.has(producerId)) &&
        (durationFilter < 0n || nowMs - startedAtMs > Number(durationFilter)) &&
        matches(transactionalId),
    )
    .map(({ transactionalId, producerId, state: transactionState }) => ({
      ...{ transactionalId, producerId, transactionState },
    }))
}

/** States that pass in Kafka, or are not told here: nothing is ever seen in them. */
const unseenStates = ['Dead', 'PrepareEpochFence']

/** The names in a filter that are no states. */
export function unknownStates(names: readonly string[]): string[] {
  const known = new Set<string>([...transactionStates, ...unseenStates])
  return [...new Set(names)].filter((name) => !known.has(name))
}
