import { ApiKey, ErrorCode, type DescribeTransactionsResponseDraft } from '@barnabus/protocol'

import type { Transaction } from '../coordinators/transactions/transaction.ts'
import { defineApi, type RequestContext } from '../define-api.ts'

type DescribedTransaction = DescribeTransactionsResponseDraft['transactionStates'][number]

/** DescribeTransactions (65), v0: shows transactional ids, each with its producer and partitions. */
export const describeTransactions = defineApi({
  key: ApiKey.DescribeTransactions,

  async handle(context, { transactionalIds }) {
    const described = transactionalIds.map((transactionalId) => describe(context, transactionalId))
    return { transactionStates: await Promise.all(described) }
  },
})

async function describe(
  { broker, node }: RequestContext,
  transactionalId: string,
): Promise<DescribedTransaction> {
  if (transactionalId === '') return nothing(transactionalId, ErrorCode.invalidRequest)
  const found = broker.transactions.find(transactionalId, node.id)
  if (found.kind === 'refused') return nothing(transactionalId, found.errorCode)
  const transaction = found.shard.state.get(transactionalId)
  if (transaction === undefined) {
    return nothing(transactionalId, ErrorCode.transactionalIdNotFound)
  }
  await found.shard.durable(transactionalId)
  return shown(transaction)
}

function shown(transaction: Transaction): DescribedTransaction {
  return {
    errorCode: ErrorCode.none,
    transactionalId: transaction.transactionalId,
    transactionState: transaction.state,
    transactionTimeoutMs: transaction.timeoutMs,
    transactionStartTimeMs: BigInt(Math.floor(transaction.startedAtMs)),
    producerId: transaction.producerId,
    producerEpoch: transaction.producerEpoch,
    topics: Array.from(transaction.partitions, ([topic, indexes]) => ({
      topic,
      partitions: [...indexes],
    })),
  }
}

function nothing(transactionalId: string, errorCode: ErrorCode): DescribedTransaction {
  return {
    ...{ errorCode, transactionalId, transactionState: '', transactionTimeoutMs: 0 },
    ...{ transactionStartTimeMs: 0n, producerId: 0n, producerEpoch: 0, topics: [] },
  }
}
