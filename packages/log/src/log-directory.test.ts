import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'
import { ManualClock, silentLogger, systemRandom } from '@barnabus/base'
import { ErrorCode, uuidFromBytes } from '@barnabus/protocol'
import { CrashingDisk, LogOnDisk, encodeSmallBatch } from '@barnabus/testkit'
import { LogDirectory } from './log-directory.ts'
import { defaultLogDirectorySettings } from './settings.ts'

const context = { leaderEpoch: 0, origin: 'client', requestedAtMs: 1_700_000_000_000 } as const

function small(text: string): Uint8Array {
  return encodeSmallBatch(text, context.requestedAtMs)
}

function namesOf(disk: CrashingDisk, part: string): readonly string[] {
  return disk.paths().filter((path) => path.includes(part))
}

/** Lets everything happen that can happen without time passing. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 2_000; turns += 1) await Promise.resolve()
}

test('a directory keeps who it is, and leaves Kafka’s files for its tools', async () => {
  const disk = new CrashingDisk(1)
  const first = await LogOnDisk.open(disk)
  await first.append('x')
  await first.directory.close()
  const second = await LogOnDisk.open(disk)

  equal(second.directory.clusterId, first.directory.clusterId)
  equal(second.directory.directoryId, first.directory.directoryId)
  const text = (name: string): string => Buffer.from(disk.contentOf(`/data/${name}`)).toString()
  ok(text('meta.properties').includes(`directory.id=${first.directory.directoryId}`))
  equal(text('recovery-point-offset-checkpoint'), '0\n1\ntopic 0 1\n')
  equal(text('topic-0/partition.metadata'), `version: 0\ntopic_id: ${first.id.topicId}\n`)
})

test('a partition leaves nothing on disk before its first write', async () => {
  const disk = new CrashingDisk(1)
  const { directory } = await LogOnDisk.open(disk)
  await directory.checkpoint()
  deepEqual(namesOf(disk, 'topic-0'), [])
})

test('a clean stop leaves nothing to recover, a killed process does', async () => {
  const disk = new CrashingDisk(1)
  const first = await LogOnDisk.open(disk)
  await first.append('a', 'b')
  await first.directory.close()
  ok(namesOf(disk, 'cleanshutdown').length === 1 && namesOf(disk, '.wal').length === 0)

  const second = await LogOnDisk.open(disk)
  deepEqual(namesOf(disk, 'cleanshutdown'), [], 'from now on the stop is not clean')
  await second.append('c')
  disk.killProcess()
  const third = await LogOnDisk.open(disk)
  deepEqual(await third.texts(), ['a', 'b', 'c'])
})

test('closing waits for what was appended, and nothing is taken after it', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk)
  const outcome = opened.log.append(small('last'), context)
  await Promise.all([opened.directory.close(), opened.directory.close()])
  ok(outcome.kind === 'appended')
  await outcome.durable
  const late = opened.log.append(small('late'), context)
  equal(late.kind === 'refused' && late.errorCode, ErrorCode.kafkaStorageError)
  deepEqual(await (await LogOnDisk.open(disk)).texts(), ['last'])
})

test('a process that never finished its recovery loses nothing by closing', async () => {
  const disk = new CrashingDisk(1)
  const first = await LogOnDisk.open(disk)
  await first.append('a')
  disk.killProcess()
  const unfinished = await LogDirectory.open({
    path: '/data',
    env: { clock: new ManualClock(), files: disk.files, random: systemRandom },
    settings: defaultLogDirectorySettings,
    logger: silentLogger,
    nodeId: 1,
  })
  await unfinished.close()
  deepEqual(await (await LogOnDisk.open(disk)).texts(), ['a'])
})

test('checkpoints let go of the write-ahead log', async () => {
  const disk = new CrashingDisk(1)
  const settings = { walSegmentBytes: 2_000, checkpointBytes: 4_000 }
  const opened = await LogOnDisk.open(disk, { settings })
  for (let index = 0; index < 300; index += 1) await opened.append(`batch ${index}`)
  ok(namesOf(disk, '/wal/').length <= 8, namesOf(disk, '/wal/').join())
  equal((await opened.texts()).length, 300)
})

test('a checkpoint is written after a while, and only if there is something to write', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk)
  await opened.append('x')
  opened.clock.advance(60_000)
  await settle()
  equal(
    namesOf(disk, 'topic-0/').some((path) => path.endsWith('.log')),
    true,
  )
  const { operations } = disk
  opened.clock.advance(60_000)
  await settle()
  equal(disk.operations, operations)
})

test('a deleted partition is gone from the disk, and one of the same name begins anew', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk)
  await opened.append('old')
  await opened.directory.checkpoint()
  let woken = false
  opened.log.onAdvance(() => (woken = true))
  await opened.directory.deletePartition(opened.id)

  equal(woken, true, 'whoever waits for it hears of it')
  deepEqual(namesOf(disk, 'topic-0'), [])
  const append = opened.log.append(small('too late'), context)
  equal(append.kind === 'refused' && append.errorCode, ErrorCode.unknownTopicOrPartition)
  const request = { offset: 0n, maxBytes: 1, upTo: 'highWatermark', minOneBatch: true } as const
  equal((await opened.log.read(request)).kind, 'failed')

  const id = { ...opened.id, topicId: uuidFromBytes(new Uint8Array(16).fill(77)) }
  const fresh = await opened.directory.openPartition(id, opened.topicSettings)
  deepEqual([fresh.logStartOffset, fresh.highWatermark], [0n, 0n])
})

test('a directory of a namesake is moved aside, and removed if its topic is known deleted', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk)
  await opened.append('old')
  await opened.directory.close()
  disk.killProcess()
  const strays = (): readonly string[] => namesOf(disk, '-stray/')

  const id = { ...opened.id, topicId: uuidFromBytes(new Uint8Array(16).fill(77)) }
  const other = await LogOnDisk.open(disk, { topic: 'other' })
  await other.directory.openPartition(id, other.topicSettings)
  ok(strays().length > 0)
  await other.directory.finishRecovery({ deletedTopicIds: new Set([opened.id.topicId]) })
  deepEqual(strays(), [])
})

test('what belongs to nobody is left alone', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk)
  await opened.append('x')
  await opened.directory.close()
  disk.killProcess()
  await LogOnDisk.open(disk, { topic: 'other' })
  ok(namesOf(disk, '/data/topic-0/').some((path) => path.endsWith('.log')))
})

test('sizes are described', async () => {
  const opened = await LogOnDisk.open(new CrashingDisk(1))
  await opened.append('x')
  const { partitions, totalBytes } = await opened.directory.describe()
  deepEqual(
    partitions.map(({ topic, sizeBytes }) => [topic, sizeBytes > 0]),
    [['topic', true]],
  )
  notEqual(totalBytes, 0)
})

test('when the disk cannot keep up everybody is asked to wait', async () => {
  const disk = new CrashingDisk(1)
  const settings = { unwrittenBytesMax: 500, writeBehindBytes: 200 }
  const opened = await LogOnDisk.open(disk, { settings })
  const outcomes = Array.from({ length: 20 }, (_, index) =>
    opened.log.append(small(`batch ${index}`), context),
  )
  equal(opened.directory.congested, true)
  await opened.directory.drained()
  equal(opened.directory.congested, false)
  ok(outcomes.every(({ kind }) => kind === 'appended'))
  equal((await opened.texts()).length, 20)
})

test('producers that were silent for too long are forgotten', async () => {
  const opened = await LogOnDisk.open(new CrashingDisk(1))
  await opened.append({ text: 'x', producerId: 4n, producerEpoch: 0, baseSequence: 0 })
  opened.clock.advance(86_400_000)
  equal(opened.log.activeProducers().length, 1)
  await settle()
  opened.clock.advance(600_001)
  equal(opened.log.activeProducers().length, 0)
})

test('flush.messages and flush.ms are kept where acknowledgements do not wait for the disk', async () => {
  const disk = new CrashingDisk(1)
  const topicSettings = { flushMessages: 2, flushMs: 1_000 }
  const options = { settings: { syncBeforeAck: false }, topicSettings }
  const syncs = { count: 0 }
  const opened = await LogOnDisk.open(disk, options)
  disk.saboteur = ({ kind, path }) => {
    if (kind === 'sync' && path.includes('/wal/')) syncs.count += 1
    return undefined
  }
  await opened.append('one')
  equal(syncs.count, 0)
  await opened.append('two')
  equal(syncs.count, 1)
  await opened.append('three')
  opened.clock.advance(1_000)
  await settle()
  equal(syncs.count, 2)
})
