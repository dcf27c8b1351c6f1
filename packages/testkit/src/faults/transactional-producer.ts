import { isOperatingError, type Random } from '@barnabus/base'
import { ApiKey } from '@barnabus/protocol'

import { RawConnection } from '../raw-connection.ts'
import { RawProducer, type ProtocolVersion } from '../raw-producer.ts'
import { untilItIsFree } from '../transactions/until-it-is-free.ts'
import type { Violation } from './acknowledged.ts'
import type { Fate, Transaction, Written } from './kept-transactions.ts'

export interface TransactionalProducerOptions {
  /** Its transactional id, and how the values of its records begin. */
  readonly name: string
  readonly bootstrap: string
  readonly topic: string
  readonly partitionCount: number
  readonly protocol: ProtocolVersion
  readonly random: Random
}

interface Begun extends Transaction {
  readonly records: Written[]
  fate: Fate
}

const recordsMax = 8

/**
 * A producer with a transactional id, that is one for ever: whenever the broker has been away, or it
 * hung up itself in the middle of a transaction, it begins again, which ends what was open.
 */
export class TransactionalProducer {
  readonly #options: TransactionalProducerOptions
  readonly #transactions: Begun[] = []
  readonly violations: Violation[] = []
  #producer: RawProducer | undefined
  #produced = 0

  constructor(options: TransactionalProducerOptions) {
    this.#options = options
  }

  /** In the order in which they began. */
  get transactions(): readonly Transaction[] {
    return this.#transactions
  }

  get committedCount(): number {
    return this.#transactions.filter(({ fate }) => fate === 'committed').length
  }

  /** Takes its transactional id over, from itself as well: no transaction of it is open any more. */
  async begin(): Promise<void> {
    this.#producer?.connection.hangUp()
    const { name, bootstrap, protocol } = this.#options
    const connection = await RawConnection.open(bootstrap, name)
    const producer = new RawProducer(connection, name, { protocol })
    await untilItIsFree(
      () => connection.send(ApiKey.FindCoordinator, 3, { key: name, keyType: 1 }),
      ({ errorCode }) => errorCode,
    )
    await untilItIsFree(() => producer.init(), itself)
    this.#producer = producer
  }

  /** One transaction after the other until the broker is away; anything else is a violation. */
  async work(): Promise<void> {
    try {
      while (this.violations.length === 0) await this.#transact()
    } catch (error) {
      if (!isOperatingError(error)) throw error
      if (error.code === 'TESTKIT_CONNECTION_LOST') return
      this.violations.push(`${this.#options.name}: ${error.message}`)
    }
  }

  close(): void {
    this.#producer?.connection.close()
  }

  async #transact(): Promise<void> {
    const { random } = this.#options
    const transaction: Begun = { records: [], fate: 'hidden' }
    this.#transactions.push(transaction)
    const count = 1 + random.below(recordsMax)
    for (let written = 0; written < count; written += 1) await this.#write(transaction)
    switch (random.below(12)) {
      case 0:
        return this.begin()
      case 1:
      case 2:
        return this.#end('abort')
      default:
        transaction.fate = 'either'
        await this.#end('commit')
        transaction.fate = 'committed'
    }
  }

  async #write({ records }: Begun): Promise<void> {
    const { name, topic, partitionCount, protocol, random } = this.#options
    const partition = random.below(partitionCount)
    const value = `${name}-${this.#produced}`
    this.#produced += 1
    const isNew = records.every((record) => record.partition !== partition)
    records.push({ partition, value })
    const [producer, at] = [this.#producer!, { topic, partition }]
    if (protocol === 1 && isNew) await untilItIsFree(() => producer.add(at), itself)
    await untilItIsFree(() => producer.write(at, value), itself)
  }

  async #end(outcome: 'commit' | 'abort'): Promise<void> {
    await untilItIsFree(() => this.#producer!.end(outcome), itself)
  }
}

function itself(errorCode: number): number {
  return errorCode
}
