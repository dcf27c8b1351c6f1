import { deepEqual } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import type { Random } from '@barnabus/base'
import type { PartitionLog } from '@barnabus/log'
import { batchesIn, encodeBatch, type Compression, type RecordBatch } from '@barnabus/protocol'
import { BrokenPromise } from './expected-partition.ts'

const keys = 'a b c d e f g h i j k l m n o p'.split(' ')
const codecs: readonly Compression[] = ['none', 'none', 'gzip', 'lz4']
const recordLimits = { decompressedSizeMax: 1_000_000 }

/** A record that was given an offset, acknowledged or not. */
interface Written {
  readonly offset: bigint
  readonly key: string
  /** Null: a tombstone. */
  readonly value: string | null
  readonly timestampMs: number
  isAcknowledged: boolean
  /** When a compaction began that may have met it first; undefined: none has. */
  firstMetMs: number | undefined
  /** When one had ended that has met it for certain. */
  surelyMetMs: number | undefined
}

interface Found {
  readonly offset: bigint
  readonly key: string
  readonly value: string | null
  readonly timestampMs: number
}

/** What was written to a compacted partition, and what must and must not be there of it. */
export class CompactedModel {
  readonly #random: Random
  readonly #deleteRetentionMs: number
  /** By offset; what a crash has undone is written again at the same offset. */
  readonly #written = new Map<bigint, Written[]>()
  #acknowledgedEnd = 0n
  #logStart = 0n
  #count = 0

  constructor(random: Random, deleteRetentionMs: number) {
    this.#random = random
    this.#deleteRetentionMs = deleteRetentionMs
  }

  /** Appends a few records and remembers them. */
  append(log: PartitionLog, nowMs: number): void {
    const count = 1 + this.#random.below(4)
    const records = Array.from({ length: count }, () => this.#record(nowMs))
    const compression = codecs[this.#random.below(codecs.length)]!
    const bytes = encodeBatch({
      records: records.map(({ key, value }) => ({
        key: Buffer.from(key),
        value: value === null ? null : Buffer.from(value),
        timestamp: BigInt(nowMs),
      })),
      compression,
    })
    const outcome = log.append(bytes, { leaderEpoch: 0, origin: 'client', requestedAtMs: nowMs })
    if (outcome.kind !== 'appended') throw new BrokenPromise(`an append was ${outcome.kind}`)
    const written = records.map((record, index) =>
      this.#note(outcome.baseOffset + BigInt(index), record),
    )
    outcome.durable.then(
      () => {
        for (const record of written) record.isAcknowledged = true
        this.#raiseEnd(outcome.lastOffset + 1n)
      },
      () => undefined,
    )
  }

  async deleteRecords(log: PartitionLog): Promise<void> {
    const { logStartOffset, highWatermark } = log
    const to =
      logStartOffset + BigInt(this.#random.below(Number(highWatermark - logStartOffset) + 1))
    this.#logStart = to > this.#logStart ? to : this.#logStart // Whether we hear of it or not.
    await log.deleteRecordsBefore(to)
  }

  /** A compaction begins. */
  compactionBegins(nowMs: number): void {
    for (const record of this.#all()) record.firstMetMs ??= nowMs
  }

  /** A compaction has ended in which everything before `sealedEnd` was cleaned. */
  compactionEnded(sealedEnd: bigint, nowMs: number): void {
    for (const record of this.#all()) {
      if (record.offset < sealedEnd) record.surelyMetMs ??= nowMs
    }
  }

  /** Everything that must be there is, and nothing that was never written. */
  async check(log: PartitionLog, nowMs: number): Promise<readonly Found[]> {
    if (log.state !== 'online') throw new BrokenPromise('a partition is offline')
    if (log.logEndOffset < this.#acknowledgedEnd) throw new BrokenPromise('the log is too short')
    this.#logStart = log.logStartOffset
    const newest = this.#newest() // More may be acknowledged while we read.
    const found = await this.#readAll(log, { from: log.logStartOffset, to: log.highWatermark })
    for (const record of found) this.#recognise(record)
    this.#checkNewest(newest, found, nowMs)
    return found
  }

  /** After a start: what is there counts as acknowledged, what is not was never written. */
  settle(found: readonly Found[], log: PartitionLog): void {
    this.#raiseEnd(log.logEndOffset)
    for (const [offset, candidates] of [...this.#written]) {
      if (offset >= log.logEndOffset) this.#written.delete(offset)
      else this.#written.set(offset, candidates.slice(-1))
    }
    for (const record of found) {
      for (const candidate of this.#written.get(record.offset) ?? [])
        candidate.isAcknowledged = true
    }
  }

  /** What compaction had to remove before `sealedEnd` is gone. */
  checkLeftovers(found: readonly Found[], sealedEnd: bigint, nowMs: number): void {
    const seen = new Set<string>()
    for (const record of found.filter(({ offset }) => offset < sealedEnd).reverse()) {
      if (seen.has(record.key)) {
        throw new BrokenPromise(`an old record of ${record.key} is still at ${record.offset}`)
      }
      seen.add(record.key)
      const met = this.#written.get(record.offset)?.at(-1)?.surelyMetMs
      const isDue = met !== undefined && nowMs >= met + this.#deleteRetentionMs
      if (record.value === null && isDue) {
        throw new BrokenPromise(`the tombstone at ${record.offset} is still there`)
      }
    }
  }

  /** Reading from anywhere gives what follows there; a time leads to the first record from then on. */
  async lookAround(log: PartitionLog): Promise<void> {
    const { logStartOffset, highWatermark } = log
    const all = await this.#readAll(log, { from: logStartOffset, to: highWatermark })
    const from =
      logStartOffset + BigInt(this.#random.below(Number(highWatermark - logStartOffset) + 1))
    const after = all.filter(({ offset }) => offset >= from)
    deepOrBroken(
      await this.#readAll(log, { from, to: highWatermark }),
      after,
      `reading from ${from}`,
    )
    const some = all[this.#random.below(all.length)]
    if (some === undefined) return
    const at = await log.offsetForTimestamp(BigInt(some.timestampMs))
    const first = all.find(({ timestampMs }) => timestampMs >= some.timestampMs)
    deepOrBroken(at?.offset, first?.offset, `looking for time ${some.timestampMs}`)
  }

  #record(nowMs: number): Omit<Written, 'offset'> {
    this.#count += 1
    const isTombstone = this.#random.below(5) === 0
    return {
      key: this.#key(),
      value: isTombstone ? null : `value ${this.#count}${'.'.repeat(this.#random.below(60))}`,
      timestampMs: nowMs,
      isAcknowledged: false,
      firstMetMs: undefined,
      surelyMetMs: undefined,
    }
  }

  /** The first ones come all the time, the last ones hardly ever: their tombstones can grow old. */
  #key(): string {
    const lots = [1, 2, 3].map(() => this.#random.below(keys.length))
    return keys[Math.min(...lots)]!
  }

  #note(offset: bigint, record: Omit<Written, 'offset'>): Written {
    const written = { ...record, offset }
    this.#written.set(offset, [...(this.#written.get(offset) ?? []), written])
    return written
  }

  #raiseEnd(end: bigint): void {
    if (end > this.#acknowledgedEnd) this.#acknowledgedEnd = end
  }

  *#all(): Generator<Written> {
    for (const candidates of this.#written.values()) yield* candidates
  }

  #recognise({ offset, key, value, timestampMs }: Found): void {
    const known = (this.#written.get(offset) ?? []).some(
      (written) =>
        written.key === key && written.value === value && written.timestampMs === timestampMs,
    )
    if (!known) throw new BrokenPromise(`a record at ${offset} that was never written there`)
  }

  /** Of each key the newest acknowledged record, or a newer one; a tombstone for its time. */
  #checkNewest(newest: readonly Written[], found: readonly Found[], nowMs: number): void {
    const last = new Map(found.map(({ key, offset }) => [key, offset]))
    for (const { key, offset, value, firstMetMs } of newest) {
      if ((last.get(key) ?? -1n) >= offset) continue
      const mayBeGone =
        value === null && firstMetMs !== undefined && nowMs >= firstMetMs + this.#deleteRetentionMs
      if (!mayBeGone) throw new BrokenPromise(`the newest record of ${key} is not at ${offset}`)
      if (last.has(key)) throw new BrokenPromise(`a deleted record of ${key} has come back`)
    }
  }

  /** Of each key, the newest record that was acknowledged and that DeleteRecords has left. */
  #newest(): readonly Written[] {
    const newest = new Map<string, Written>()
    for (const written of this.#all()) {
      if (!written.isAcknowledged || written.offset < this.#logStart) continue
      const known = newest.get(written.key)
      if (known === undefined || written.offset > known.offset) newest.set(written.key, written)
    }
    return [...newest.values()]
  }

  async #readAll(
    log: PartitionLog,
    { from, to }: { readonly from: bigint; readonly to: bigint },
  ): Promise<readonly Found[]> {
    const found: Found[] = []
    for (let offset = from; offset < to;) {
      const maxBytes = 100 + this.#random.below(3_000)
      const request = { offset, maxBytes, upTo: 'highWatermark', minOneBatch: true } as const
      const outcome = await log.read(request)
      if (outcome.kind !== 'batches' || outcome.sizeBytes === 0) {
        throw new BrokenPromise(`reading at ${offset} gave ${outcome.kind}`)
      }
      for (const batch of outcome.batches.flatMap((bytes) => [...batchesIn(bytes)])) {
        if (batch.nextOffset <= offset) throw new BrokenPromise(`offsets go back at ${offset}`)
        found.push(
          ...recordsOf(batch).filter((record) => record.offset >= from && record.offset < to),
        )
        offset = batch.nextOffset
      }
    }
    return found
  }
}

function recordsOf(batch: RecordBatch): readonly Found[] {
  return Array.from(batch.records(recordLimits), ({ offset, key, value, timestamp }) => ({
    offset,
    key: Buffer.from(key ?? []).toString(),
    value: value === null ? null : Buffer.from(value).toString(),
    timestampMs: Number(timestamp),
  }))
}

function deepOrBroken(actual: unknown, expected: unknown, what: string): void {
  try {
    deepEqual(actual, expected)
  } catch {
    throw new BrokenPromise(`${what} gave something else`)
  }
}
