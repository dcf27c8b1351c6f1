import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCode, RecordBatch } from '@barnabus/protocol'
import {
  CrashingDisk,
  LogOnDisk,
  encodeSmallBatch,
  type LogOnDiskOptions,
  type SmallBatch,
} from '@barnabus/testkit'
import type { AppendOutcome } from './append/append-outcome.ts'
import type { ReadOutcome, ReadRequest } from './read/read-outcome.ts'

const nowMs = 1_700_000_000_000
const context = { leaderEpoch: 4, origin: 'client', requestedAtMs: nowMs } as const

function openLog(options: LogOnDiskOptions = {}): Promise<LogOnDisk> {
  return LogOnDisk.open(new CrashingDisk(1), options)
}

/** With everything in files, in segments of a few batches. */
const inFiles: LogOnDiskOptions = {
  settings: { tailCacheBytes: 0 },
  topicSettings: { segmentBytes: 700, indexIntervalBytes: 100 },
}

async function filled(count: number, options: LogOnDiskOptions = {}): Promise<LogOnDisk> {
  const opened = await openLog(options)
  for (let index = 0; index < count; index += 1) await opened.append(`batch ${index}`)
  await opened.directory.checkpoint()
  return opened
}

function append(opened: LogOnDisk, batch: SmallBatch | string): AppendOutcome {
  return opened.log.append(encodeSmallBatch(batch, nowMs), context)
}

function read(opened: LogOnDisk, request: Partial<ReadRequest>): Promise<ReadOutcome> {
  const usual = {
    offset: 0n,
    maxBytes: 1_000_000,
    upTo: 'highWatermark',
    minOneBatch: true,
  } as const
  return opened.log.read({ ...usual, ...request })
}

function sizeOf(outcome: ReadOutcome): number {
  return outcome.kind === 'batches' ? outcome.sizeBytes : -1
}

/** The offsets of all batches that a reader of files and one of memory get. */
const places = [
  { where: 'memory', options: {} },
  { where: 'files', options: inFiles },
] as const

test('an append is seen by readers when it is durable, not before', async () => {
  const opened = await openLog()
  let advances = 0
  opened.log.onAdvance(() => (advances += 1))

  const outcome = append(opened, 'first')
  ok(outcome.kind === 'appended')
  deepEqual([outcome.baseOffset, outcome.lastOffset, outcome.logAppendTimeMs], [0n, 0n, -1n])
  deepEqual([opened.log.logEndOffset, opened.log.highWatermark, advances], [1n, 0n, 0])
  equal(sizeOf(await read(opened, {})), 0)
  ok(sizeOf(await read(opened, { upTo: 'logEnd' })) > 0)
  await outcome.durable

  deepEqual([opened.log.highWatermark, opened.log.lastStableOffset, advances], [1n, 1n, 1])
  ok(sizeOf(await read(opened, {})) > 0)
})

test('batches get offsets one after the other, and the epoch of their leader', async () => {
  const opened = await openLog()
  await opened.append('a', 'b', 'c')
  const outcome = append(opened, 'd')
  ok(outcome.kind === 'appended')
  await outcome.durable
  const found = await read(opened, { offset: 3n })
  ok(found.kind === 'batches')
  const batch = RecordBatch.at(found.batches[0]!)
  deepEqual([batch.baseOffset, batch.partitionLeaderEpoch], [3n, 4])
  ok(batch.checksumHolds())
})

test('all appends of one turn share the promise of their group', async () => {
  const opened = await openLog()
  const outcomes = ['a', 'b', 'c'].map((text) => append(opened, text))
  const promises = outcomes.flatMap((outcome) =>
    outcome.kind === 'refused' ? [] : [outcome.durable],
  )
  equal(new Set(promises).size, 1)
  await promises[0]
})

for (const { where, options } of places) {
  test(`from ${where}: a read ends with whole batches, and has at least one if asked to`, async () => {
    const opened = await filled(20, options)
    const one = sizeOf(await read(opened, { maxBytes: 1 }))
    equal(sizeOf(await read(opened, { maxBytes: 1, minOneBatch: false })), 0)
    equal(sizeOf(await read(opened, { maxBytes: one * 2 - 1 })), one)
    equal(sizeOf(await read(opened, { maxBytes: one * 2, minOneBatch: false })), one * 2)
  })

  test(`from ${where}: offsets outside the log are told apart from its end`, async () => {
    const opened = await filled(20, options)
    equal((await read(opened, { offset: 21n })).kind, 'outOfRange')
    equal((await read(opened, { offset: -1n })).kind, 'outOfRange')
    equal(sizeOf(await read(opened, { offset: 20n })), 0)
    await opened.log.deleteRecordsBefore(5n)
    equal((await read(opened, { offset: 4n })).kind, 'outOfRange')
    ok(sizeOf(await read(opened, { offset: 5n })) > 0)
    equal((await read(opened, { offset: 2n ** 63n - 1n })).kind, 'outOfRange')
  })

  test(`from ${where}: every offset can be read, with its batch first`, async () => {
    const opened = await filled(40, options)
    for (let offset = 0n; offset < 40n; offset += 1n) {
      const found = await read(opened, { offset, maxBytes: 100 })
      ok(found.kind === 'batches')
      equal(RecordBatch.at(found.batches[0]!).baseOffset, offset)
    }
    equal((await opened.texts(100)).length, 40)
  })

  test(`from ${where}: a record is found by its timestamp`, async () => {
    const opened = await openLog(options)
    const times = [100, 300, 200, 500, 400, 500, 450].map((ms) => BigInt(nowMs - 1_000 + ms))
    for (const timestamp of times) await opened.append({ text: 'x', timestamp })
    await opened.directory.checkpoint()
    const at = async (ms: number): Promise<bigint | undefined> =>
      (await opened.log.offsetForTimestamp(BigInt(nowMs - 1_000 + ms)))?.offset

    deepEqual(
      [await at(0), await at(100), await at(101), await at(301), await at(500), await at(501)],
      [0n, 0n, 1n, 3n, 3n, undefined],
    )
    equal((await opened.log.maxTimestampOffset())?.offset, 3n)
    await opened.log.deleteRecordsBefore(4n)
    equal((await opened.log.maxTimestampOffset())?.offset, 5n)
    equal(await at(0), 4n)
  })
}

test('an empty log has no timestamps and no offsets', async () => {
  const { log } = await openLog()
  equal(await log.maxTimestampOffset(), undefined)
  equal(await log.offsetForTimestamp(0n), undefined)
  deepEqual([log.logStartOffset, log.highWatermark, log.sizeBytes], [0n, 0n, 0])
})

test('a batch sent again gets the answer it got before', async () => {
  const opened = await openLog()
  const producer = { producerId: 5n, producerEpoch: 0 }
  const first = append(opened, { text: 'a', ...producer, baseSequence: 0 })
  const again = append(opened, { text: 'a', ...producer, baseSequence: 0 })
  ok(first.kind === 'appended' && again.kind === 'duplicate')
  equal(again.durable, first.durable, 'it is not durable before the first is')
  deepEqual([again.baseOffset, again.lastOffset], [0n, 0n])
  const gap = append(opened, { text: 'c', ...producer, baseSequence: 2 })
  equal(gap.kind === 'refused' && gap.errorCode, ErrorCode.outOfOrderSequenceNumber)
  await first.durable
  equal(opened.log.highWatermark, 1n)
  equal(opened.log.activeProducers()[0]?.lastSequence, 0)
})

test('a stamped topic answers with its time, also to a batch sent again', async () => {
  const opened = await openLog({ topicSettings: { messageTimestampType: 'LogAppendTime' } })
  const batch = { text: 'a', producerId: 5n, producerEpoch: 0, baseSequence: 0 }
  const first = append(opened, batch)
  const again = append(opened, batch)
  ok(first.kind === 'appended' && again.kind === 'duplicate')
  equal(first.logAppendTimeMs, BigInt(nowMs))
  equal(again.logAppendTimeMs, BigInt(nowMs))
  await first.durable
})

test('deleting records moves the log start for good, and never back', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk, inFiles)
  for (let index = 0; index < 30; index += 1) await opened.append(`batch ${index}`)
  const sizeBefore = opened.log.sizeBytes

  equal(await opened.log.deleteRecordsBefore(17n), 17n)
  equal(await opened.log.deleteRecordsBefore(5n), 17n)
  await rejects(opened.log.deleteRecordsBefore(31n), { code: 'LOG_OFFSET_OUT_OF_RANGE' })
  ok(opened.log.sizeBytes < sizeBefore)
  disk.cutPower()

  const { log } = await LogOnDisk.open(disk, inFiles)
  deepEqual([log.logStartOffset, log.highWatermark], [17n, 30n])
})

test('retention takes whole old segments, and the offsets go on', async () => {
  const disk = new CrashingDisk(1)
  const options = { ...inFiles, topicSettings: { ...inFiles.topicSettings, retentionMs: 60_000 } }
  const opened = await LogOnDisk.open(disk, options)
  for (let index = 0; index < 30; index += 1) await opened.append(`batch ${index}`)
  await opened.directory.applyRetention()
  equal(opened.log.logStartOffset, 0n)
  opened.clock.advance(60_001)
  await opened.directory.applyRetention()
  deepEqual([opened.log.logStartOffset, opened.log.sizeBytes], [30n, 0])
  await opened.directory.close()
  disk.cutPower()

  const reopened = await LogOnDisk.open(disk, options)
  deepEqual([reopened.log.logStartOffset, reopened.log.highWatermark], [30n, 30n])
  const next = append(reopened, 'next')
  equal(next.kind === 'appended' && next.baseOffset, 30n)
})

test('retention does not take what was appended while it looked', async () => {
  const opened = await openLog({ topicSettings: { retentionMs: 60_000 } })
  await opened.append('old')
  opened.clock.advance(60_001)
  const retention = opened.directory.applyRetention()
  const outcome = append(opened, { text: 'new', timestamp: BigInt(opened.clock.nowMs()) })
  await retention
  await opened.directory.applyRetention()
  ok(outcome.kind === 'appended')
  await outcome.durable
  deepEqual(await opened.texts(), ['old', 'new'])
})

test('files of removed segments stay a while for who still reads them', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk, inFiles)
  for (let index = 0; index < 30; index += 1) await opened.append(`batch ${index}`)
  await opened.directory.checkpoint()
  await opened.log.deleteRecordsBefore(30n)
  const deleted = (): number => disk.paths().filter((path) => path.endsWith('.deleted')).length
  ok(deleted() > 0)
  opened.clock.advance(60_000)
  for (let turns = 0; turns < 2_000; turns += 1) await Promise.resolve()
  equal(deleted(), 0)
})

test('a segment rolls when a batch would not fit, when it is old, or its index is full', async () => {
  const segments = async (options: LogOnDiskOptions): Promise<number> => {
    const disk = new CrashingDisk(1)
    const opened = await LogOnDisk.open(disk, options)
    for (let index = 0; index < 20; index += 1) {
      await opened.append({ text: 'x', timestamp: BigInt(nowMs - 20_000 + index * 1_000) })
    }
    await opened.directory.checkpoint()
    return disk.paths().filter((path) => path.endsWith('.log')).length
  }
  equal(await segments({}), 1)
  equal(await segments({ topicSettings: { segmentBytes: 400 } }), 4)
  equal(await segments({ topicSettings: { segmentMs: 4_000 } }), 4)
  const small = { indexIntervalBytes: 1, segmentIndexBytes: 40 }
  ok((await segments({ topicSettings: small })) > 3)
})

test('leader epochs end where the next one begins, as far as readers see', async () => {
  const opened = await openLog()
  for (const leaderEpoch of [0, 0, 2, 2, 2]) {
    const bytes = encodeSmallBatch('x', nowMs)
    const outcome = opened.log.append(bytes, { ...context, leaderEpoch })
    ok(outcome.kind === 'appended')
    await outcome.durable
  }
  deepEqual(opened.log.endOffsetFor(0), { leaderEpoch: 0, endOffset: 2n })
  deepEqual(opened.log.endOffsetFor(1), { leaderEpoch: 0, endOffset: 2n })
  deepEqual(opened.log.endOffsetFor(2), { leaderEpoch: 2, endOffset: 5n })
  equal(opened.log.endOffsetFor(3), undefined)
})

test('changed settings hold from the next batch on', async () => {
  const opened = await openLog()
  opened.log.configure({ ...opened.topicSettings, maxMessageBytes: 80 })
  const refused = append(opened, 'a text that is a little too long for that')
  equal(refused.kind === 'refused' && refused.errorCode, ErrorCode.messageTooLarge)
})

test('a small batch does not keep the large request that brought it in memory', async () => {
  const opened = await openLog()
  const request = new Uint8Array(1_000_000)
  const batch = encodeSmallBatch('x', nowMs)
  request.set(batch, 500)
  const outcome = opened.log.append(request.subarray(500, 500 + batch.length), context)
  ok(outcome.kind === 'appended')
  await outcome.durable
  const found = await read(opened, {})
  ok(found.kind === 'batches' && found.batches[0]!.buffer.byteLength < 1_000)
})
