import { deepEqual, equal, ok } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'
import { batchesIn, encodeBatch } from '@barnabus/protocol'
import { CrashingDisk, LogOnDisk, type LogOnDiskOptions } from '@barnabus/testkit'
import { recordLimits } from '../append/validate-batch.ts'
import { defaultLogDirectorySettings } from '../settings.ts'
import { bytesPerKey } from './offset-map.ts'

const topicSettings = {
  cleanupPolicy: ['compact'],
  segmentBytes: 400,
  indexIntervalBytes: 100,
  minCleanableDirtyRatio: 0.01,
} as const

const defaultCleaner = defaultLogDirectorySettings.cleaner
const options: LogOnDiskOptions = { topicSettings }

/** `count` batches of one record each, with these keys in turn. */
async function fill(log: LogOnDisk, keys: readonly string[], count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await log.append({ text: `value ${index}`, key: keys[index % keys.length]! })
  }
}

/** What a reader gets from `offset` on: `offset key value`. */
async function read({ log }: LogOnDisk, from = log.logStartOffset): Promise<readonly string[]> {
  const found: string[] = []
  for (let offset = from; offset < log.highWatermark;) {
    const request = { offset, maxBytes: 300, upTo: 'highWatermark', minOneBatch: true } as const
    const outcome = await log.read(request)
    if (outcome.kind !== 'batches' || outcome.sizeBytes === 0) return [...found, outcome.kind]
    for (const batch of outcome.batches.flatMap((bytes) => [...batchesIn(bytes)])) {
      for (const record of batch.records(recordLimits)) {
        if (record.offset < offset) continue
        const value = record.value === null ? 'null' : Buffer.from(record.value).toString()
        found.push(`${record.offset} ${Buffer.from(record.key ?? []).toString()} ${value}`)
      }
      if (batch.nextOffset > offset) offset = batch.nextOffset
    }
  }
  return found
}

function filesOf(disk: CrashingDisk, ending: string): readonly string[] {
  return disk
    .paths()
    .filter((path) => path.startsWith('/data/topic-0/') && path.endsWith(ending))
    .map((path) => path.slice('/data/topic-0/'.length))
}

test('a compacted log keeps the newest record of each key, at its offset', async () => {
  const disk = new CrashingDisk(1)
  const log = await LogOnDisk.open(disk, options)
  await fill(log, ['a', 'b', 'c'], 40)
  const before = log.log.sizeBytes
  const active = Number(filesOf(disk, '.log').at(-1)?.slice(0, 20))
  await log.directory.compact()

  const records = await read(log)
  const sealed = records.filter((text) => Number(text.split(' ')[0]) < active)
  deepEqual(
    sealed.map((text) => text.split(' ')[1]),
    ['a', 'b', 'c'].slice(0, sealed.length),
  )
  equal(new Set(records.map((text) => text.split(' ')[1])).size, 3)
  deepEqual([log.log.logStartOffset, log.log.logEndOffset], [0n, 40n])
  ok(log.log.sizeBytes < before / 2, `${log.log.sizeBytes} of ${before} bytes are left`)
  deepEqual(log.directory.compaction.uncleanablePartitions, 0)
})

test('every offset can be read from, whether its record is still there or not', async () => {
  const disk = new CrashingDisk(2)
  const log = await LogOnDisk.open(disk, options)
  await fill(log, ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 60)
  await log.directory.compact()
  const all = await read(log)
  for (let offset = 0n; offset < log.log.highWatermark; offset += 1n) {
    const expected = all.filter((text) => BigInt(text.split(' ')[0]!) >= offset)
    deepEqual(await read(log, offset), expected, `from ${offset}`)
  }
})

test('times are found after compaction as before it', async () => {
  const log = await LogOnDisk.open(new CrashingDisk(3), options)
  const start = BigInt(log.clock.nowMs())
  for (let index = 0; index < 40; index += 1) {
    log.clock.advance(10)
    await log.append({ text: `value ${index}`, key: index % 2 === 0 ? 'a' : `b${index}` })
  }
  await log.directory.compact()
  const first = await log.log.offsetForTimestamp(start)
  deepEqual([first?.offset, first?.timestamp], [1n, start + 20n], 'offset 0 was replaced')
  const later = await log.log.offsetForTimestamp(start + 25n)
  deepEqual([later?.offset, later?.timestamp], [3n, start + 40n])
  equal((await log.log.maxTimestampOffset())?.offset, 39n)
  deepEqual(log.log.endOffsetFor(0), { leaderEpoch: 0, endOffset: 40n })
})

test('what was compacted is found again after a stop, a kill and a power cut', async () => {
  for (const end of ['close', 'kill', 'power cut'] as const) {
    const disk = new CrashingDisk(4)
    const log = await LogOnDisk.open(disk, options)
    await fill(log, ['a', 'b', 'c'], 40)
    await log.directory.compact()
    const before = await read(log)
    if (end === 'close') await log.directory.close()
    else if (end === 'kill') disk.killProcess()
    else disk.cutPower()

    const again = await LogOnDisk.open(disk, options)
    deepEqual(await read(again), before, end)
    equal(again.log.logEndOffset, 40n)
    deepEqual(filesOf(disk, '.swap'), [])
    deepEqual(filesOf(disk, '.cleaned'), [])
    await again.directory.close()
  }
})

test('what is left follows from the keys, not from how often they were written', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`)
  for (const rounds of [5, 50]) {
    const disk = new CrashingDisk(9)
    const log = await LogOnDisk.open(disk, {
      topicSettings: { ...topicSettings, segmentBytes: 4_000 },
    })
    for (let round = 0; round < rounds; round += 1) {
      await log.append(
        ...keys.flatMap((key) => [0, 1, 2, 3].map((at) => ({ text: `value ${round} ${at}`, key }))),
      )
    }
    await log.directory.compact()
    await fill(log, keys, 100) // What was cleaned into many small segments is merged now.
    await log.directory.compact()
    ok(filesOf(disk, '.log').length <= 8, `${filesOf(disk, '.log').length} segments`)
    ok(log.log.sizeBytes < 12_000, `${log.log.sizeBytes} bytes after ${rounds} rounds`)
    equal(
      new Set(
        (await read(log)).map((text) => text.split(' value')[0]!.split(' ').slice(1).join(' ')),
      ).size,
      20,
    )
    await log.directory.close()
  }
})

test('a tombstone goes after its time, and with it everything of its key', async () => {
  const settings = { ...topicSettings, deleteRetentionMs: 1_000, segmentBytes: 200 }
  const log = await LogOnDisk.open(new CrashingDisk(5), { topicSettings: settings })
  const tombstone = encodeBatch({
    records: [{ key: Buffer.from('gone'), value: null, timestamp: BigInt(log.clock.nowMs()) }],
  })
  await log.append({ text: 'old', key: 'gone' })
  const outcome = log.log.append(tombstone, {
    leaderEpoch: 0,
    origin: 'client',
    requestedAtMs: log.clock.nowMs(),
  })
  equal(outcome.kind, 'appended')
  const hasTombstone = async (): Promise<boolean> => (await read(log)).includes('1 gone null')
  await fill(log, ['a', 'b'], 10)
  await log.directory.compact()
  equal((await read(log)).includes('0 gone old'), false)
  equal(await hasTombstone(), true)

  log.clock.advance(999)
  await fill(log, ['a', 'b'], 10)
  await log.directory.compact()
  equal(await hasTombstone(), true)

  log.clock.advance(1)
  await fill(log, ['a', 'b'], 10)
  await log.directory.compact()
  equal(await hasTombstone(), false)
})

test('a map that is full makes it several passes', async () => {
  const settings = { cleaner: { ...defaultCleaner, dedupeBufferBytes: 5 * bytesPerKey } }
  const log = await LogOnDisk.open(new CrashingDisk(6), { topicSettings, settings })
  await fill(
    log,
    Array.from({ length: 30 }, (_, index) => `key ${index}`),
    90,
  )
  await log.directory.compact()
  const keys = (await read(log)).map((text) =>
    text.slice(text.indexOf(' ') + 1, text.indexOf(' value')),
  )
  equal(new Set(keys).size, 30)
  ok(keys.length < 30 + 10, `${keys.length} records are left`)
  ok(log.directory.compaction.compactions > 5)
})

test('the last batch of a producer stays, and its sequence goes on after it is all that is left', async () => {
  const disk = new CrashingDisk(7)
  const log = await LogOnDisk.open(disk, options)
  await log.append({ text: 'x', key: 'a', producerId: 7n, producerEpoch: 0, baseSequence: 0 })
  await log.append({ text: 'y', key: 'a', producerId: 7n, producerEpoch: 0, baseSequence: 1 })
  await fill(log, ['a'], 20)
  await log.directory.compact()
  await log.directory.close()
  for (const name of filesOf(disk, '.snapshot')) disk.lose(`/data/topic-0/${name}`)
  disk.lose('/data/barnabus-checkpoint')

  const again = await LogOnDisk.open(disk, options)
  deepEqual(
    again.log.activeProducers().map(({ lastSequence }) => lastSequence),
    [1],
  )
})

test('a damaged partition is left alone, and the others are compacted', async () => {
  const disk = new CrashingDisk(8)
  const log = await LogOnDisk.open(disk, options)
  await fill(log, ['a', 'b'], 40)
  await log.directory.checkpoint()
  const [first] = filesOf(disk, '.log')
  disk.damage(`/data/topic-0/${first}`, (bytes) => {
    bytes[70]! ^= 1
    return bytes
  })
  const before = disk.contentOf(`/data/topic-0/${first}`)
  const id = {
    ...log.id,
    topic: 'other',
    topicId: log.id.topicId.replace(/^./, 'b') as typeof log.id.topicId,
  }
  const other = await log.directory.openPartition(id, log.topicSettings)
  for (let index = 0; index < 40; index += 1) {
    const bytes = encodeBatch({
      records: [
        {
          key: Buffer.from('a'),
          value: Buffer.from('x'.repeat(20)),
          timestamp: BigInt(log.clock.nowMs()),
        },
      ],
    })
    const outcome = other.append(bytes, {
      leaderEpoch: 0,
      origin: 'client',
      requestedAtMs: log.clock.nowMs(),
    })
    if (outcome.kind === 'appended') await outcome.durable
  }
  await log.directory.compact()
  deepEqual(log.directory.compaction.uncleanablePartitions, 1)
  equal(log.directory.compaction.compactions, 1)
  deepEqual(disk.contentOf(`/data/topic-0/${first}`), before)
})

test('without space nothing of a compaction stays, and with space it is done', async () => {
  const disk = new CrashingDisk(10)
  const log = await LogOnDisk.open(disk, options)
  await fill(log, ['a', 'b'], 40)
  await log.directory.checkpoint()
  const before = log.log.sizeBytes
  for (const kind of ['write', 'rename'] as const) {
    disk.saboteur = (operation) =>
      operation.kind === kind && operation.path.endsWith('.log.cleaned') ? 'ENOSPC' : undefined
    await log.directory.compact()
    deepEqual(filesOf(disk, '.cleaned'), [], kind)
    equal(log.log.sizeBytes, before)
  }
  disk.saboteur = () => undefined
  await log.directory.compact()
  ok(log.log.sizeBytes < before / 2)
  equal(log.directory.compaction.uncleanablePartitions, 0)
})

test('a replacement that fails half-way is final for the directory, and loses nothing', async () => {
  const disk = new CrashingDisk(11)
  const log = await LogOnDisk.open(disk, options)
  await fill(log, ['a', 'b'], 40)
  disk.saboteur = ({ kind, path }) =>
    kind === 'rename' && path.endsWith('.log.swap') ? 'EIO' : undefined
  await log.directory.compact()
  equal((await log.directory.failure).code, 'LOG_DIRECTORY_FAILED')
  await log.directory.close()
  disk.saboteur = () => undefined

  const again = await LogOnDisk.open(disk, options)
  const keys = (await read(again)).map((text) => text.split(' ')[1])
  deepEqual([again.log.logEndOffset, new Set(keys).size], [40n, 2])
  ok(keys.length < 40, 'what was committed is finished')
  await again.directory.close()
})
