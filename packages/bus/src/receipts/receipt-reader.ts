import { pause, type Clock, type Logger } from '@barnabus/base'
import {
  Consumer,
  isKafkaError,
  type Admin,
  type ConsumerOptions,
  type ConsumerRecord,
  type ConsumerSettings,
  type OffsetSpec,
} from '@barnabus/client'

import { readPending } from '../retry/read-pending.ts'
import type { Steps } from '../steps.ts'
import { prepareReceiptTopic } from './receipt-topic.ts'

export interface ReceiptReaderOptions {
  readonly topic: string
  readonly admin: Admin
  readonly settings: ConsumerSettings
  readonly options: ConsumerOptions
  readonly steps: Steps
  readonly logger: Logger
  readonly clock: Clock
}

// Clocks of those who write receipts may be wrong by so much.
const slackMs = 3_600_000
const pauseMs = 500

/**
 * Reads an application's receipts: all of them, in every instance, so that none is lost when
 * instances come and go, and no group ever has to agree on who reads what.
 */
export class ReceiptReader {
  readonly #options: ReceiptReaderOptions
  readonly #take: (record: ConsumerRecord) => void
  readonly #stopping = new AbortController()
  #consumer: Consumer | undefined
  #ready: Promise<void> | undefined
  #running: Promise<void> | undefined

  constructor(options: ReceiptReaderOptions, take: (record: ConsumerRecord) => void) {
    this.#options = options
    this.#take = take
  }

  /** Resolves when nothing that is written from now on will be missed. */
  async ready(): Promise<void> {
    this.#ready ??= this.#begin()
    try {
      await this.#ready
    } catch (error) {
      this.#ready = undefined // Whoever comes next tries again.
      throw error
    }
  }

  /** Gives what was written since then, up to now, to `take`. */
  async readBack(
    sinceMs: number | undefined,
    signal: AbortSignal,
    take: (record: ConsumerRecord) => void,
  ): Promise<void> {
    const { admin, settings, options } = this.#options
    const at: OffsetSpec = sinceMs === undefined ? 'earliest' : Math.max(0, sinceMs - slackMs)
    const asked = this.#consumer!.assignment.map((partition) => ({ ...partition, at }))
    const found = await admin.listOffsets(asked, { signal })
    const from = found.flatMap(({ topic, partition, offset }) =>
      offset === undefined ? [] : [{ topic, partition, offset }],
    )
    await readPending(from, { admin, settings, options, signal }, take)
  }

  async close(): Promise<void> {
    this.#stopping.abort()
    await this.#ready?.catch(() => undefined) // Whoever waited for it was told.
    await this.#consumer?.close()
    await this.#running
  }

  async #begin(): Promise<void> {
    const { topic, admin, settings, options, steps } = this.#options
    const { signal } = this.#stopping
    await prepareReceiptTopic(admin, topic, signal)
    const consumer = new Consumer(
      { ...settings, 'isolation.level': 'read_committed', 'auto.offset.reset': 'earliest' },
      options,
    )
    try {
      const known = await consumer.partitionsFor(topic, { signal })
      const partitions = known.map(({ partition }) => ({ topic, partition }))
      consumer.assign(partitions)
      for (const { offset, ...place } of await consumer.endOffsets(partitions, { signal })) {
        consumer.seek(place, offset)
      }
      await steps.reached('receipts-positioned')
    } catch (error) {
      await consumer.close()
      throw error
    }
    this.#consumer = consumer
    this.#running = this.#run(consumer)
  }

  async #run(consumer: Consumer): Promise<void> {
    const { logger, topic, clock } = this.#options
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        for (const record of await consumer.poll({ signal })) this.#take(record)
      } catch (error) {
        if (signal.aborted) return
        if (!isKafkaError(error)) throw error
        logger.error({ topic, reason: error.message }, 'Receipts cannot be read.')
        await pause(clock, pauseMs)
      }
    }
  }
}
