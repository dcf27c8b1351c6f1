import type { RecordBytes } from '../runtime/record-bytes.ts'
import type { ReplicatedState } from '../runtime/replicated-state.ts'
import {
  decodeTransaction,
  encodeTransaction,
  type TransactionRecord,
} from './transaction-record.ts'
import type { Transaction } from './transaction.ts'

/** What a partition of the topic of transactions adds up to: its transactional ids. */
export class TransactionTable implements ReplicatedState<TransactionRecord> {
  readonly #transactions = new Map<string, Transaction>()

  get(transactionalId: string): Transaction | undefined {
    return this.#transactions.get(transactionalId)
  }

  /** Every transactional id, as it is now. */
  all(): readonly Transaction[] {
    return [...this.#transactions.values()]
  }

  encode(record: TransactionRecord): RecordBytes {
    return encodeTransaction(record)
  }

  decode(bytes: RecordBytes): TransactionRecord | undefined {
    return decodeTransaction(bytes)
  }

  apply({ transactionalId, value }: TransactionRecord): void {
    if (value === null) this.#transactions.delete(transactionalId)
    else this.#transactions.set(transactionalId, value)
  }
}
