import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

import type { Clock } from '@barnabus/base'
import type { ConsumerRecord, ProducerRecord } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import type { PartitionMemory } from '../handle/partition-memory.ts'
import type { Message } from '../messages/message.ts'
import { readPending, type PendingReader } from '../retry/read-pending.ts'
import type { Steps } from '../steps.ts'
import type { DedupPlan } from './dedup-plan.ts'
import type { DedupCounts } from './dedup-options.ts'
import type { Claim, Deduplication, Payload } from './deduplication.ts'
import { bodyOf, identityOf } from './message-identity.ts'
import { SeenIds } from './seen-ids.ts'
import { Tally } from './tally.ts'

export interface MarksInTopicOptions {
  readonly reader: PendingReader
  readonly clock: Clock
  readonly steps: Steps
}

const nameBytes = 16

/**
 * Marks messages in a compacted topic, by records of the transaction that has what was made of them.
 * Partition n has the marks of partition n of the source, and whoever is given one reads the other.
 */
export class MarksInTopic implements Deduplication, PartitionMemory {
  readonly #topic: string
  readonly #plan: DedupPlan
  readonly #options: MarksInTopicOptions
  readonly #partitions = new Map<number, SeenIds>()
  /** Those that are being handled now, by partition and id. */
  readonly #running = new Map<string, Promise<void>>()
  readonly #tally = new Tally()

  constructor(topic: string, plan: DedupPlan, options: MarksInTopicOptions) {
    this.#topic = topic
    this.#plan = plan
    this.#options = options
  }

  get counts(): DedupCounts {
    return this.#tally.read()
  }

  /** Reads what was handled in these partitions, by whomever; a transaction there is waited for. */
  async recall(partitions: ReadonlySet<number>): Promise<void> {
    const { reader, steps } = this.#options
    this.forget(partitions)
    const asked = [...partitions].map((partition) => {
      return { topic: this.#topic, partition, at: 'earliest' as const }
    })
    const found = await reader.admin.listOffsets(asked, { signal: reader.signal })
    const from = found.map(({ topic, partition, offset = 0n }) => ({ topic, partition, offset }))
    await readPending(from, reader, (record) => this.#remember(record))
    await steps.reached('marks-read')
  }

  /** These are somebody else's now. */
  forget(partitions: ReadonlySet<number>): void {
    for (const partition of partitions) this.#partitions.delete(partition)
  }

  async claim(message: Message<unknown>, { partition, value }: Payload): Promise<Claim> {
    const id = identityOf(message, this.#plan)
    const key = JSON.stringify([this.#plan.scope, id])
    const body = bodyOf(value)
    const name = `${partition}/${nameOf(key)}`
    for (;;) {
      const running = this.#running.get(name)
      if (running === undefined) break
      await running
    }
    const known = this.#seenIn(partition).get(nameOf(key), this.#sinceMs)
    if (known === undefined) return this.#first(name, key, { partition, body })
    if (known.body !== body) {
      this.#tally.note('conflicts')
      throw busErrors.MESSAGE_CONFLICT(message.topic, id)
    }
    this.#tally.note('duplicates')
    return { kind: 'duplicate' }
  }

  #first(
    name: string,
    key: string,
    { partition, body }: { readonly partition: number; readonly body: string },
  ): Claim {
    const running = Promise.withResolvers<void>()
    this.#running.set(name, running.promise)
    return {
      kind: 'first',
      done: () => {
        const atMs = this.#options.clock.nowMs()
        this.#enter(partition, key, { body, atMs })
        return {
          record: this.#recordOf(partition, key, { body, atMs }),
          forget: () => this.#partitions.get(partition)?.leave(nameOf(key)),
        }
      },
      release: () => {
        this.#running.delete(name)
        running.resolve()
      },
    }
  }

  #recordOf(
    partition: number,
    key: string,
    mark: { readonly body: string; readonly atMs: number },
  ): ProducerRecord {
    return { topic: this.#topic, partition, key, value: JSON.stringify(mark) }
  }

  #remember({ partition, key, value }: ConsumerRecord): void {
    if (key === null || value === null) return
    const mark = markFrom(value)
    if (mark === undefined || mark.atMs < this.#sinceMs) return
    this.#enter(partition, key.toString(), mark)
  }

  #enter(
    partition: number,
    key: string,
    mark: { readonly body: string; readonly atMs: number },
  ): void {
    const forgotten = this.#seenIn(partition).enter(nameOf(key), mark, this.#sinceMs)
    if (forgotten > 0) this.#tally.note('forgotten', forgotten)
  }

  get #sinceMs(): number {
    return this.#options.clock.nowMs() - this.#plan.windowMs
  }

  #seenIn(partition: number): SeenIds {
    const seen = this.#partitions.get(partition) ?? new SeenIds(this.#plan.idsMax)
    this.#partitions.set(partition, seen)
    return seen
  }
}

/** As short as can be: there may be a million of these. */
function nameOf(key: string): string {
  const hash = createHash('sha256').update(key).digest()
  return Buffer.from(hash.subarray(0, nameBytes)).toString('latin1')
}

/** Undefined: nobody of the bus wrote this. */
function markFrom(value: Buffer): { readonly body: string; readonly atMs: number } | undefined {
  try {
    const { body, atMs } = JSON.parse(value.toString()) as { body?: unknown; atMs?: unknown }
    return typeof body === 'string' && typeof atMs === 'number' ? { body, atMs } : undefined
  } catch {
    return undefined
  }
}
