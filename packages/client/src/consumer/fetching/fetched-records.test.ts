import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { encodeBatch, encodeEndTransactionMarker, RecordBatch } from '@barnabus/protocol'

import type { AbortedTransaction } from './aborted-transactions.ts'
import { FetchedRecords, type FetchedOptions } from './fetched-records.ts'
import { PartitionState } from '../positions/partition-state.ts'

const committed: FetchedOptions = { readsCommitted: true, checksCrcs: true }
const uncommitted: FetchedOptions = { readsCommitted: false, checksCrcs: true }

/** Batches one after the other; each knows the offset it was given. */
class Log {
  nextOffset = 0n
  readonly #batches: { readonly offset: bigint; readonly bytes: Uint8Array }[] = []

  write(producerId: bigint, ...values: readonly string[]): bigint {
    const isTransactional = producerId >= 0n
    const records = values.map((value) => ({ value: Buffer.from(value) }))
    return this.append(encodeBatch({ records, producerId, isTransactional }))
  }

  end(producerId: bigint, outcome: 'commit' | 'abort'): void {
    const rest = { producerEpoch: 0, coordinatorEpoch: 0, timestamp: 0n }
    this.append(encodeEndTransactionMarker({ outcome, producerId, ...rest }))
  }

  append(bytes: Uint8Array): bigint {
    const batch = RecordBatch.at(bytes)
    batch.assignOffset(this.nextOffset, 3)
    const offset = this.nextOffset
    this.#batches.push({ offset, bytes })
    this.nextOffset = batch.nextOffset
    return offset
  }

  /** What a fetch of `from` brings, as far as `to`. */
  bytes(from = 0n, to = this.nextOffset): Uint8Array {
    const some = this.#batches.filter(({ offset, bytes }) => {
      return RecordBatch.at(bytes).nextOffset > from && offset < to
    })
    return Buffer.concat(some.map(({ bytes }) => bytes))
  }
}

function readOf(
  records: Uint8Array,
  options: FetchedOptions,
  abortedTransactions: readonly AbortedTransaction[] = [],
  from = 0n,
): { readonly values: readonly string[]; readonly state: PartitionState } {
  const state = new PartitionState({ topic: 't', partition: 0 })
  state.seek({ offset: from, leaderEpoch: undefined })
  const fetched = new FetchedRecords(state, { records, abortedTransactions }, options)
  const values: string[] = []
  for (let record = fetched.next(); record !== undefined; record = fetched.next()) {
    values.push(`${record.offset} ${record.value?.toString()}`)
  }
  equal(state.position, fetched.nextOffset)
  return { values, state }
}

test('two aborted transactions of one producer in a fetch are both left out', () => {
  const log = new Log()
  const first = log.write(7n, 'aborted')
  log.end(7n, 'abort')
  const second = log.write(7n, 'aborted')
  log.end(7n, 'abort')
  log.write(7n, 'committed')
  log.end(7n, 'commit')

  const aborted = [second, first].map((firstOffset) => ({ producerId: 7n, firstOffset }))
  const { values, state } = readOf(log.bytes(), committed, aborted)

  deepEqual(values, ['4 committed'])
  equal(state.position, 6n)
})

test('an aborted transaction whose marker comes in a later fetch is left out in both', () => {
  const log = new Log()
  const firstOffset = log.write(7n, 'aborted 0')
  log.write(-1n, 'plain 1')
  log.write(7n, 'aborted 2')
  log.end(7n, 'abort')
  log.write(7n, 'committed 4')

  const listed = [{ producerId: 7n, firstOffset }]
  deepEqual(readOf(log.bytes(0n, 2n), committed, listed).values, ['1 plain 1'])
  deepEqual(readOf(log.bytes(2n), committed, listed, 2n).values, ['4 committed 4'])
})

test('a marker without an entry ends nothing that counts, and is not delivered', () => {
  const log = new Log()
  log.end(9n, 'abort')
  log.write(9n, 'committed')
  log.end(9n, 'commit')

  deepEqual(readOf(log.bytes(), committed).values, ['1 committed'])
})

test('transactions of other producers, and records outside of any, are delivered', () => {
  const log = new Log()
  const firstOffset = log.write(7n, 'aborted')
  log.write(8n, 'of another')
  log.write(-1n, 'of nobody')
  log.end(8n, 'commit')
  log.write(7n, 'aborted')
  log.end(7n, 'abort')

  const listed = [{ producerId: 7n, firstOffset }]
  deepEqual(readOf(log.bytes(), committed, listed).values, ['1 of another', '2 of nobody'])
})

test('who reads uncommitted sees aborted records, and no markers either', () => {
  const log = new Log()
  const firstOffset = log.write(7n, 'aborted')
  log.end(7n, 'abort')

  const listed = [{ producerId: 7n, firstOffset }]
  const { values, state } = readOf(log.bytes(), uncommitted, listed)

  deepEqual(values, ['0 aborted'])
  equal(state.position, 2n)
})

test('a fetch that begins inside a batch leaves out what lies before', () => {
  const log = new Log()
  log.write(-1n, 'a', 'b', 'c')

  deepEqual(readOf(log.bytes(), uncommitted, [], 2n).values, ['2 c'])
})

test('gaps that compaction left are passed, at the beginning, between and at the end', () => {
  const batch = encodeBatch({ records: [{ value: Buffer.from('a') }, { value: Buffer.from('b') }] })
  const view = new DataView(batch.buffer, batch.byteOffset)
  view.setInt32(23, 9) // The last offset stays when its record goes.
  const log = new Log()
  log.nextOffset = 5n
  log.append(batch)
  log.nextOffset = 20n
  log.write(-1n, 'c')

  const { values, state } = readOf(log.bytes(), { ...uncommitted, checksCrcs: false }, [], 2n)

  deepEqual(values, ['5 a', '6 b', '20 c'])
  equal(state.position, 21n)
})

test('a batch without any records moves the position on', () => {
  const empty = Buffer.from(encodeBatch({ records: [{ value: Buffer.from('gone') }] })).subarray(
    0,
    61,
  )
  empty.writeInt32BE(61 - 12, 8)
  empty.writeInt32BE(0, 57)
  const log = new Log()
  log.append(empty)

  const { values, state } = readOf(log.bytes(), { ...uncommitted, checksCrcs: false })

  deepEqual(values, [])
  equal(state.position, 1n)
})

test('bytes that changed on their way are noticed, unless nobody looks', () => {
  const log = new Log()
  log.write(-1n, 'good')
  const bad = encodeBatch({ records: [{ value: Buffer.from('good') }] })
  bad[bad.length - 2]! ^= 1
  log.append(bad)

  throws(() => readOf(log.bytes(), uncommitted), { errorName: 'CORRUPT_MESSAGE' })
  deepEqual(readOf(log.bytes(), { ...uncommitted, checksCrcs: false }).values.length, 2)
})

test('an answer that is no batch, or leads nowhere, is refused', () => {
  const log = new Log()
  log.write(-1n, 'a')
  const old = Buffer.from(log.bytes())
  old[16] = 1

  for (const [records, from] of [
    [log.bytes(), 1n],
    [log.bytes().subarray(0, 40), 0n],
    [Buffer.alloc(100), 0n],
    [old, 0n],
  ] as const) {
    throws(() => readOf(records, uncommitted, [], from), { errorName: 'CORRUPT_MESSAGE' })
  }
})

test('records that do not fit their batch are refused, whatever the checksum says', () => {
  const bytes = encodeBatch({ records: [{ value: Buffer.from('a') }] })
  bytes[61] = 0x7e // The record's size.
  const log = new Log()
  log.append(bytes)

  throws(() => readOf(log.bytes(), { ...uncommitted, checksCrcs: false }), {
    errorName: 'CORRUPT_MESSAGE',
    message: /passes the end/,
  })
})

test('the end of an answer may cut a batch, which comes again', () => {
  const log = new Log()
  log.write(-1n, 'a')
  log.write(-1n, 'b')
  const bytes = log.bytes()

  deepEqual(readOf(bytes.subarray(0, bytes.length - 1), uncommitted).values, ['0 a'])
})
