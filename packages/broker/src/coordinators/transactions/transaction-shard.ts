import type { Shard } from '../runtime/shard.ts'
import type { TransactionRecord } from './transaction-record.ts'
import type { TransactionTable } from './transaction-table.ts'

/** A partition of the topic of transactions: the transactional ids that it coordinates. */
export type TransactionShard = Shard<TransactionRecord, TransactionTable>
