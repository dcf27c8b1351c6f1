import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { idPattern } from '../coordinators/transactions/id-pattern.ts'
import {
  listTransactions as list,
  unknownStates,
} from '../coordinators/transactions/list-transactions.ts'
import { defineApi } from '../define-api.ts'

/**
 * ListTransactions (66), v0-2: names the transactional ids that the node coordinates.
 *
 * Filters by state and producer; v1 by how long the transaction is under way (KIP-994), v2 by a
 * pattern that the whole id matches (KIP-1152).
 */
export const listTransactions = defineApi({
  key: ApiKey.ListTransactions,

  async handle({ broker, node, nowMs }, request) {
    const matches = await idPattern(request.transactionalIdPattern)
    if (matches === undefined) {
      const errorCode = ErrorCode.invalidRegularExpression
      return { errorCode, unknownStateFilters: [], transactionStates: [] }
    }
    const transactions = broker.transactions.shardsOf(node.id).flatMap(({ state }) => state.all())
    return {
      errorCode: ErrorCode.none,
      unknownStateFilters: unknownStates(request.stateFilters),
      transactionStates: list(transactions, { ...request, matches }, nowMs),
    }
  },
})
