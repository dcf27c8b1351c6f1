import type { Env, Logger } from '@barnabus/base'
import { ErrorCode, type TransactionOutcome } from '@barnabus/protocol'

import type { BrokerConfig } from '../../config/broker-config.ts'
import type { LiveConfig } from '../../config/live-config.ts'
import type { PartitionImage } from '../../metadata/image.ts'
import type { MetadataRecord } from '../../metadata/metadata-record.ts'
import type { MetadataFollower, MetadataStore } from '../../metadata/metadata-store.ts'
import type { ProducerIds } from '../../metadata/producer-ids.ts'
import type { TopicTerms } from '../../metadata/topic-decisions.ts'
import type { Partitions } from '../../partitions/partitions.ts'
import { Coordinator, type FoundShard } from '../runtime/coordinator.ts'
import { addPartitions, membershipFault, notInTransaction } from './add-partitions.ts'
import { abortTimedOut, isExpired, isTimedOut } from './clean-up.ts'
import { endTransaction, endTransactionAndEpoch } from './end-transaction.ts'
import { FinishTransactions } from './finish-transactions.ts'
import { initProducer, type InitProducer } from './init-producer.ts'
import type { MarkerWriter } from './marker-writer.ts'
import { recordOf, type TransactionRecord } from './transaction-record.ts'
import { transactionsTopicOf } from './transaction-settings.ts'
import type { TransactionShard } from './transaction-shard.ts'
import { TransactionTable } from './transaction-table.ts'
import {
  epochPerTransaction,
  type KnownProducer,
  type TopicPartitions,
  type Transaction,
} from './transaction.ts'
import { answerOf, type ProducerAnswer, type Terms, type Verdict } from './verdict.ts'

export interface TransactionCoordinatorOptions {
  readonly metadata: MetadataStore
  readonly partitions: Partitions
  readonly producerIds: ProducerIds
  readonly markers: MarkerWriter
  readonly settings: LiveConfig
  readonly config: BrokerConfig
  readonly topicTerms: TopicTerms
  readonly env: Env
  readonly logger: Logger
}

type Decide = (transaction: Transaction | undefined, terms: Terms) => Verdict

/** Coordinates transactions: who may write in one, to where, and how it ends. */
export class TransactionCoordinator implements MetadataFollower {
  readonly #options: TransactionCoordinatorOptions
  readonly #coordinator: Coordinator<TransactionRecord, TransactionTable>
  readonly #ending: FinishTransactions

  private constructor(options: TransactionCoordinatorOptions) {
    const { metadata, partitions, settings, config, topicTerms, env, logger, markers } = options
    this.#options = options
    this.#ending = new FinishTransactions({ metadata, markers, clock: env.clock, logger })
    this.#coordinator = new Coordinator({
      topic: () => transactionsTopicOf(config),
      topicTerms,
      batchTerms: (topic, leaderId) => ({
        sizeMax: settings.topic(topic, leaderId)['max.message.bytes'],
        compression: 'none',
      }),
      newState: () => new TransactionTable(),
      opened: (shard) => this.#opened(shard),
      closed: () => undefined,
      ...{ metadata, partitions, clock: env.clock, logger },
    })
  }

  /** Resolved: what was decided before the last stop has been carried out; the rest goes on. */
  static async open(options: TransactionCoordinatorOptions): Promise<TransactionCoordinator> {
    const transactions = new TransactionCoordinator(options)
    await transactions.#coordinator.load()
    await Promise.all(transactions.#coordinator.all().map((shard) => shard.settled()))
    options.metadata.follow(transactions)
    return transactions
  }

  /** The partition whose leader coordinates `transactionalId`; the topic is made if need be. */
  nodeFor(transactionalId: string): Promise<PartitionImage | ErrorCode> {
    return this.#coordinator.nodeFor(transactionalId)
  }

  /** The shard of a transactional id, if `nodeId` coordinates it. */
  find(transactionalId: string, nodeId: number): FoundShard<TransactionShard> {
    if (this.#coordinator.exists) return this.#coordinator.find(transactionalId, nodeId)
    return { kind: 'refused', errorCode: ErrorCode.notCoordinator }
  }

  /** The shards that `nodeId` coordinates. */
  shardsOf(nodeId: number): readonly TransactionShard[] {
    return this.#coordinator.shardsOf(nodeId)
  }

  /** Gives a producer its id and epoch, on disk before the answer. */
  initProducer(request: InitProducer, nodeId: number): Promise<ProducerAnswer> {
    return this.#ask(request.transactionalId, nodeId, (transaction, terms) =>
      initProducer(transaction, request, terms),
    )
  }

  /** Adds partitions to a producer's transaction, on disk before the answer. */
  async addPartitions(
    transactionalId: string,
    producer: KnownProducer,
    added: { readonly partitions: TopicPartitions; readonly clientVersion: number },
    nodeId: number,
  ): Promise<ErrorCode> {
    const { errorCode } = await this.#ask(transactionalId, nodeId, (transaction, terms) =>
      addPartitions(transaction, producer, added, terms),
    )
    return errorCode
  }

  /** Ends a producer's transaction, with `endsEpoch` as in the newer protocol (KIP-890). */
  end(
    transactionalId: string,
    producer: KnownProducer,
    wanted: { readonly outcome: TransactionOutcome; readonly endsEpoch: boolean },
    nodeId: number,
  ): Promise<ProducerAnswer> {
    const decide = wanted.endsEpoch ? endTransactionAndEpoch : endTransaction
    return this.#ask(transactionalId, nodeId, (transaction, terms) =>
      decide(transaction, producer, wanted.outcome, terms),
    )
  }

  /**
   * Lets a producer write to a partition in its transaction, synchronously: what is written right
   * after this is never on disk without the partition being known as a part of the transaction.
   *
   * With `adds` the partition becomes a part of it (KIP-890); otherwise it must be one already.
   */
  admit(
    transactionalId: string,
    producer: KnownProducer,
    at: { readonly topic: string; readonly partition: number },
    { adds }: { readonly adds: boolean },
  ): ErrorCode {
    const shard = this.#coordinator.shardOf(transactionalId)
    if (shard === undefined) return ErrorCode.coordinatorNotAvailable
    if (transactionalId === '') return ErrorCode.invalidRequest
    const transaction = shard.state.get(transactionalId)
    const fault = membershipFault(transaction, producer, at)
    if (!adds || fault !== notInTransaction) return fault
    const partitions = new Map([[at.topic, new Set([at.partition])]])
    const added = { partitions, clientVersion: epochPerTransaction }
    const verdict = addPartitions(transaction, producer, added, { nowMs: this.#nowMs })
    if (verdict.kind === 'changed') {
      const written = shard.write(transactionalId, [recordOf(verdict.next)])
      if (written.kind === 'refused') return written.errorCode
    }
    return verdict.answer.errorCode
  }

  async prepare(): Promise<void> {
    // New partitions are empty, so there is nothing to load.
  }

  applied(record: MetadataRecord): void {
    this.#coordinator.applied(record)
    if (record.kind !== 'topic-deleted') return
    for (const shard of this.#coordinator.all()) this.#ending.finishAll(shard)
  }

  /** Ends all timers. From now on nobody is served. */
  close(): void {
    this.#coordinator.close()
  }

  async #ask(transactionalId: string, nodeId: number, decide: Decide): Promise<ProducerAnswer> {
    const found = this.find(transactionalId, nodeId)
    if (found.kind === 'refused') return answerOf(found.errorCode)
    return await this.#decide(found.shard, transactionalId, decide)
  }

  /** Decides, writes what follows from it, and answers when that is on disk. */
  async #decide(
    shard: TransactionShard,
    transactionalId: string,
    decide: Decide,
  ): Promise<ProducerAnswer> {
    let newProducerId: bigint | undefined
    for (;;) {
      const terms = { nowMs: this.#nowMs, newProducerId }
      const verdict = decide(shard.state.get(transactionalId), terms)
      if (verdict.kind === 'needs-producer-id') {
        newProducerId = await this.#options.producerIds.take()
        continue
      }
      if (verdict.kind !== 'answered') {
        const written = shard.write(transactionalId, [recordOf(verdict.next)])
        if (written.kind === 'refused') return answerOf(written.errorCode)
      }
      if (verdict.kind === 'ended') this.#ending.finish(shard, verdict.next)
      await shard.durable(transactionalId)
      return verdict.answer
    }
  }

  get #nowMs(): number {
    return this.#options.env.clock.nowMs()
  }

  #opened(shard: TransactionShard): void {
    const { config } = this.#options
    this.#ending.finishAll(shard)
    const timeoutsMs = config['transaction.abort.timed.out.transaction.cleanup.interval.ms']
    this.#repeat(shard, 'timeouts', timeoutsMs, () => {
      this.#ending.finishAll(shard)
      this.#abortTimedOut(shard)
    })
    const expiryMs = config['transaction.remove.expired.transaction.cleanup.interval.ms']
    this.#repeat(shard, 'expiry', expiryMs, () => this.#forgetExpired(shard))
  }

  #repeat(shard: TransactionShard, name: string, intervalMs: number, task: () => void): void {
    shard.timers.schedule(name, intervalMs, () => {
      task()
      this.#repeat(shard, name, intervalMs, task)
    })
  }

  // Nobody waits for what is written here: should it not get onto the disk, the next round does it.

  #abortTimedOut(shard: TransactionShard): void {
    for (const transaction of shard.state.all()) {
      if (!isTimedOut(transaction, this.#nowMs)) continue
      const { transactionalId, timeoutMs } = transaction
      this.#options.logger.info({ transactionalId, timeoutMs }, 'Aborting a timed-out transaction')
      this.#decide(shard, transactionalId, abortTimedOut).catch(() => undefined)
    }
  }

  #forgetExpired(shard: TransactionShard): void {
    const expirationMs = this.#options.config['transactional.id.expiration.ms']
    const terms = { nowMs: this.#nowMs, expirationMs }
    for (const transaction of shard.state.all()) {
      if (!isExpired(transaction, terms)) continue
      const { transactionalId } = transaction
      shard.write(transactionalId, [{ transactionalId, value: null }])
    }
  }
}
