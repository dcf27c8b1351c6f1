import { setTimeout as sleep } from 'node:timers/promises'

import type { Random } from '@barnabus/base'
import { ApiKey, ErrorCode, encodeBatch, errorCodeName } from '@barnabus/protocol'

import { RawConnection } from '../raw-connection.ts'
import type { Acknowledged, Violation } from './acknowledged.ts'

interface Batch {
  readonly partition: number
  readonly baseSequence: number
  readonly values: readonly string[]
}

export interface ProducerOptions {
  readonly name: string
  readonly bootstrap: string
  readonly topic: string
  readonly partition: number
  readonly random: Random
}

const produceVersion = 9
const batchesInFlightMax = 5 // What Kafka promises to keep in order, and remembers per producer.
const recordsPerBatchMax = 8
const retryMs = 20
const offlineMsMax = 4000
const encoder = new TextEncoder()
const retriable: ReadonlySet<number> = new Set([
  ErrorCode.kafkaStorageError,
  ErrorCode.notLeaderOrFollower,
  ErrorCode.unknownTopicOrPartition,
])

/**
 * A producer with Kafka's idempotence, that never gives up: batches keep their sequence until they
 * are acknowledged, up to five on the wire, over as many connections and brokers as it takes.
 *
 * Now and then it hangs up with requests on the way, as clients do whose network fails: the broker
 * has the batch, and the producer does not know.
 */
export class IdempotentProducer {
  readonly acknowledged: Acknowledged[] = []
  readonly violations: Violation[] = []
  readonly #options: ProducerOptions
  readonly #inFlight: Batch[] = []
  #producerId = -1n
  #nextSequence = 0
  #produced = 0
  #stopping = false

  constructor(options: ProducerOptions) {
    this.#options = options
  }

  /** Produces until `stop`, then until everything is acknowledged. */
  async run(): Promise<void> {
    while (!this.#isDone()) {
      try {
        await this.#oneConnection()
        if (!this.#stopping && this.#options.random.below(4) === 0) await this.#beOffline()
      } catch {
        await sleep(retryMs) // The broker is down or went down: what is in flight is sent again.
      }
    }
  }

  stop(): void {
    this.#stopping = true
  }

  /** Long enough for the broker to write a checkpoint, be killed and come back meanwhile. */
  #beOffline(): Promise<void> {
    return sleep(this.#options.random.below(offlineMsMax))
  }

  /** Ends at once; what was not acknowledged becomes a violation, for the broker had its time. */
  abandon(): void {
    this.#stopping = true
    const count = this.#inFlight.length
    if (count > 0) this.violations.push(`${count} batches were never acknowledged`)
  }

  #isDone(): boolean {
    const hopeless = this.violations.length > 0
    return hopeless || (this.#stopping && this.#inFlight.length === 0)
  }

  async #oneConnection(): Promise<void> {
    const connection = await RawConnection.open(this.#options.bootstrap, this.#options.name)
    try {
      if (this.#producerId < 0n) await this.#introduce(connection)
      let last = this.#inFlight.map((batch) => this.#post(connection, batch)).at(-1)
      const turns = 1 + this.#options.random.below(60)
      for (let turn = 0; turn < turns && !this.#isDone(); turn += 1) {
        if (!this.#stopping) last = this.#fill(connection) ?? last
        await last
      }
      // Hangs up on what is in flight then: the next connection sends it again.
      if (!this.#stopping) void this.#fill(connection)
    } finally {
      connection.hangUp()
    }
  }

  async #introduce(connection: RawConnection): Promise<void> {
    const answer = await connection.send(ApiKey.InitProducerId, 4, {
      transactionalId: null,
      transactionTimeoutMs: 0,
    })
    if (answer.errorCode === ErrorCode.none) this.#producerId = answer.producerId
    else throw new Error(errorCodeName(answer.errorCode))
  }

  /** Sends new batches up to the limit; the promise of the last one of them. */
  #fill(connection: RawConnection): Promise<void> | undefined {
    let last: Promise<void> | undefined
    while (this.#inFlight.length < batchesInFlightMax) {
      const batch = this.#nextBatch()
      this.#inFlight.push(batch)
      last = this.#post(connection, batch)
    }
    return last
  }

  /** Only the last one of many is waited for: it too hears of a lost connection. */
  #post(connection: RawConnection, batch: Batch): Promise<void> {
    const settled = this.#send(connection, batch)
    settled.catch(() => undefined)
    return settled
  }

  #nextBatch(): Batch {
    const { name, partition, random } = this.#options
    const count = 1 + random.below(recordsPerBatchMax)
    const values = Array.from({ length: count }, (_, index) => `${name}-${this.#produced + index}`)
    this.#produced += count
    const baseSequence = this.#nextSequence
    this.#nextSequence += count
    return { partition, baseSequence, values }
  }

  async #send(connection: RawConnection, batch: Batch): Promise<void> {
    const records = encodeBatch({
      records: batch.values.map((value) => ({ value: encoder.encode(value) })),
      producerId: this.#producerId,
      producerEpoch: 0,
      baseSequence: batch.baseSequence,
    })
    const { topic: name, partition: index } = this.#options
    const answer = await connection.send(ApiKey.Produce, produceVersion, {
      acks: -1,
      timeoutMs: 10_000,
      topicData: [{ name, partitionData: [{ index, records }] }],
    })
    const result = answer.responses[0]?.partitionResponses[0]
    if (result === undefined) throw new Error('The answer names no partition')
    this.#settle(batch, result)
  }

  #settle(batch: Batch, result: { readonly errorCode: number; readonly baseOffset: bigint }): void {
    const { errorCode, baseOffset } = result
    if (retriable.has(errorCode)) throw new Error(errorCodeName(errorCode))
    if (errorCode !== ErrorCode.none) {
      const first = batch.values[0] ?? ''
      this.violations.push(`${first} was refused: ${errorCodeName(errorCode)}`)
      return
    }
    const position = this.#inFlight.indexOf(batch)
    if (position < 0) return // Acknowledged on a connection before this one.
    this.#inFlight.splice(position, 1)
    for (const [index, value] of batch.values.entries()) {
      const offset = baseOffset + BigInt(index)
      this.acknowledged.push({ partition: batch.partition, offset, value })
    }
  }
}
