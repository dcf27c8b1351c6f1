import { ErrorCode } from '@barnabus/protocol'

import type { Patience } from '../../cluster/cluster.ts'
import { brokerError } from '../../errors/kafka-error.ts'
import type { SentSummary } from '../intake/bulk-send.ts'
import type { ProducerRecord, RecordMetadata } from '../producer-record.ts'
import type { RecordSource } from '../intake/send-all.ts'
import type { SendOptions } from '../send-options.ts'
import type { TransactionGroup, TransactionOffset } from './transaction-coordination.ts'

/** What a transaction asks of its producer. */
export interface TransactionWork {
  /** Whether nobody has begun to end it, and its producer can still do so. */
  readonly isUnfinished: boolean
  send(record: ProducerRecord, options?: SendOptions): Promise<RecordMetadata>
  sendAll(source: RecordSource, options?: SendOptions): Promise<SentSummary>
  sendOffsets(
    offsets: Iterable<TransactionOffset>,
    group: TransactionGroup,
    patience?: Patience,
  ): Promise<void>
  commit(patience?: Patience): Promise<void>
  abort(patience?: Patience): Promise<void>
}

/**
 * Records and offsets of which readers of committed data see everything, once it is committed, or
 * nothing. A failure ends in a TransactionAbortableError: abort, and begin again with the same
 * producer; or in a ProducerFatalError (such as ProducerFencedError): close the producer.
 *
 * Without a commit it is aborted at the end of an `await using` block.
 */
export class Transaction implements AsyncDisposable {
  readonly #work: TransactionWork
  #end: 'committed' | 'aborted' | undefined

  constructor(work: TransactionWork) {
    this.#work = work
  }

  /**
   * Sends a record as a part of this transaction; see `Producer.send`. Nobody has to wait for it: if
   * it fails, `commit` does.
   */
  send(record: ProducerRecord, options?: SendOptions): Promise<RecordMetadata> {
    if (this.#end !== undefined) return Promise.reject(this.#ended('send a record'))
    return this.#work.send(record, options)
  }

  /** Sends many records as a part of this transaction; see `Producer.sendAll`. */
  async sendAll(source: RecordSource, options?: SendOptions): Promise<SentSummary> {
    this.#requireOpen('send records')
    return await this.#work.sendAll(source, options)
  }

  /**
   * Commits what a consumer has read, together with what was made of it (KIP-447). With a consumer's
   * `groupMetadata` this fails as soon as one of the partitions may be somebody else's, who reads the
   * same records; also if it has come back meanwhile.
   */
  async sendOffsets(
    offsets: Iterable<TransactionOffset>,
    group: TransactionGroup,
    patience?: Patience,
  ): Promise<void> {
    this.#requireOpen('commit offsets')
    await this.#work.sendOffsets(offsets, group, patience)
  }

  /**
   * Waits for all records, and commits. Rejects without committing if one of them failed. After a
   * timeout (left out: `max.block.ms`) it may have been committed: call `commit` again to know.
   */
  async commit(patience?: Patience): Promise<void> {
    this.#requireOpen('commit')
    await this.#work.commit(patience)
    this.#end = 'committed'
  }

  /** Gives up what was sent: nobody who reads committed data sees any of it. */
  async abort(patience?: Patience): Promise<void> {
    this.#requireOpen('abort')
    await this.#work.abort(patience)
    this.#end = 'aborted'
  }

  /** Aborts, unless it is ending already, or its producer can do nothing any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#end === undefined && this.#work.isUnfinished) await this.abort()
  }

  #requireOpen(action: string): void {
    if (this.#end !== undefined) throw this.#ended(action)
  }

  #ended(action: string): Error {
    return brokerError(ErrorCode.invalidTxnState, action, `the transaction is ${this.#end}`)
  }
}
