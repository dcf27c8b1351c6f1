import type { Buffer } from 'node:buffer'

import type { ProducerRecord } from '@barnabus/client'

import type { CheckedValue } from '../claims/claim-check.ts'
import { headersOfTicket, ticketIn } from '../claims/claim-ticket.ts'
import type { PartitionMemory } from '../handle/partition-memory.ts'
import type { Outcome, Work } from '../handle/work.ts'
import { busPrefix } from '../messages/bus-prefix.ts'
import { readPending, type PendingReader } from '../retry/read-pending.ts'
import type { FurtherRecords } from '../settle/further-records.ts'

interface StoredReply extends CheckedValue {
  /** Where its request is, which alone may be handled again. */
  readonly origin: string
}

const repliesMax = 10_000
const originHeader = `${busPrefix}origin`

/**
 * The replies to requests whose publishers have named them, by partition: written in the transaction
 * that settles the request, read back by whoever takes the partition over.
 */
export class StoredReplies implements FurtherRecords, PartitionMemory {
  readonly #topic: string
  readonly #reader: PendingReader
  readonly #repliesMax: number
  readonly #partitions = new Map<number, Map<string, StoredReply>>()
  readonly #refused = new WeakSet<Work>()
  readonly #running = new Map<string, Promise<unknown>>()

  /** Remembers `max` replies of each partition, the latest. */
  constructor(topic: string, reader: PendingReader, max = repliesMax) {
    this.#topic = topic
    this.#reader = reader
    this.#repliesMax = max
  }

  /** Reads what is stored of these partitions. */
  async recall(partitions: ReadonlySet<number>): Promise<void> {
    const { admin, signal } = this.#reader
    const asked = [...partitions].map((partition) => {
      return { topic: this.#topic, partition, at: 'earliest' as const }
    })
    const found = await admin.listOffsets(asked, { signal })
    const from = found.map(({ topic, partition, offset = 0n }) => ({ topic, partition, offset }))
    for (const partition of partitions) this.#partitions.set(partition, new Map())
    await readPending(from, this.#reader, (record) => {
      const { partition, key, value, headers } = record
      const origin = headers.get(originHeader)?.toString()
      if (key === null || origin === undefined) return
      const reply = { origin, value: ownBytes(value), claim: ticketIn(record) }
      this.#keep(partition, key.toString(), reply)
    })
  }

  /** These are somebody else's now. */
  forget(partitions: ReadonlySet<number>): void {
    for (const partition of partitions) this.#partitions.delete(partition)
  }

  /** The reply to an earlier request of the same id. */
  find({ ask, record, origin }: Work): CheckedValue | undefined {
    if (ask?.isRepeatable !== true) return undefined
    const found = this.#partitions.get(record.partition)?.get(ask.id)
    return found === undefined || found.origin === nameOf(origin) ? undefined : found
  }

  /** Notes what became of a request: it is stored if that is settled. */
  note(work: Work, outcome: Outcome): void {
    const { ask, record, origin } = work
    if (ask?.isRepeatable !== true) return
    const reply = replyOf(outcome)
    if (reply === undefined) this.#drop(work)
    else this.#keep(record.partition, ask.id, { origin: nameOf(origin), ...reply })
  }

  /** Runs `task` when none for another request of the same id in this partition is running. */
  async alone<Result>({ ask, record }: Work, task: () => Promise<Result>): Promise<Result> {
    if (ask?.isRepeatable !== true) return await task()
    const name = `${record.partition}/${ask.id}`
    for (let before; (before = this.#running.get(name)) !== undefined;) {
      await before.catch(() => undefined) // Told to whoever has begun it.
    }
    const running = task()
    this.#running.set(name, running)
    try {
      return await running
    } finally {
      this.#running.delete(name)
    }
  }

  recordsOf(work: Work, outcome: Outcome): readonly ProducerRecord[] {
    const { ask, record, origin } = work
    if (ask?.isRepeatable !== true) return []
    const reply = replyOf(outcome)
    if (reply === undefined || this.#refused.has(work)) {
      this.#drop(work)
      return []
    }
    const { value, claim } = reply
    const headers = [[originHeader, nameOf(origin)] as const, ...headersOfTicket(claim)]
    return [{ topic: this.#topic, partition: record.partition, key: ask.id, value, headers }]
  }

  refuse(work: Work): void {
    this.#refused.add(work)
  }

  #keep(partition: number, id: string, reply: StoredReply): void {
    const replies = this.#partitions.get(partition)
    if (replies === undefined) return
    replies.delete(id)
    replies.set(id, reply)
    const [oldest] = replies.keys()
    if (replies.size > this.#repliesMax) replies.delete(oldest!)
  }

  #drop({ ask, record, origin }: Work): void {
    const replies = this.#partitions.get(record.partition)
    if (replies?.get(ask!.id)?.origin === nameOf(origin)) replies.delete(ask!.id)
  }
}

/** What is to be stored of an outcome. Undefined: nothing. */
function replyOf(outcome: Outcome): CheckedValue | undefined {
  return outcome.kind === 'done' && outcome.skipped === undefined ? outcome.reply : undefined
}

function nameOf({ partition, offset }: Work['origin']): string {
  return `${partition}/${offset}`
}

/** Bytes of a fetch would keep all of it in memory. */
function ownBytes(value: Buffer | null): Uint8Array | null {
  return value === null ? null : Uint8Array.from(value)
}
