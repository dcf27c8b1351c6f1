import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import {
  CrashingDisk,
  LogOnDisk,
  encodeSmallBatch,
  type DiskOperation,
  type LogOnDiskOptions,
} from '@barnabus/testkit'
import { ErrorCode } from '@barnabus/protocol'

const options: LogOnDiskOptions = {
  settings: { walSegmentBytes: 3_000, tailCacheBytes: 0, writeBehindBytes: 500 },
  topicSettings: { segmentBytes: 700, indexIntervalBytes: 100 },
}

const context = { leaderEpoch: 0, origin: 'client', requestedAtMs: 1_700_000_000_000 } as const

function small(text: string): Uint8Array {
  return encodeSmallBatch(text, context.requestedAtMs)
}

/** Lets the `nth` operation that `concerns` fail with `code`, and all of its kind after it. */
function failFrom(
  disk: CrashingDisk,
  code: string,
  nth: number,
  concerns: (operation: DiskOperation) => boolean,
): void {
  let count = 0
  disk.saboteur = (operation) => {
    if (!concerns(operation)) return undefined
    count += 1
    return count >= nth ? code : undefined
  }
}

const isWrite = ({ kind }: DiskOperation): boolean =>
  kind === 'write' || kind === 'sync' || kind === 'rename'

/** Appends, with checkpoints between, until something is not acknowledged. */
async function appendUntilRefused(opened: LogOnDisk): Promise<readonly string[]> {
  const acknowledged: string[] = []
  for (let index = 0; index < 60; index += 1) {
    const text = `batch ${index}`
    const outcome = opened.log.append(small(text), context)
    if (outcome.kind === 'refused') {
      equal(outcome.errorCode, ErrorCode.kafkaStorageError)
      return acknowledged
    }
    try {
      await outcome.durable
    } catch (error) {
      match(String(error), /nothing can be acknowledged any more/)
      return acknowledged
    }
    acknowledged.push(text)
    if (index % 10 === 9) await opened.directory.checkpoint().catch(() => undefined)
  }
  return acknowledged
}

test('after a failed write or sync nothing is acknowledged, and nothing acknowledged is lost', async () => {
  for (let nth = 1; nth < 200; nth += 1) {
    const disk = new CrashingDisk(nth)
    const opened = await LogOnDisk.open(disk, options)
    failFrom(disk, 'EIO', nth, isWrite)

    const acknowledged = await appendUntilRefused(opened)
    const failure = await opened.directory.failure
    const after = opened.log.append(small('too late'), context)
    disk.saboteur = () => undefined
    disk.cutPower()
    const reopened = await LogOnDisk.open(disk, options)

    equal(failure.code, 'LOG_DIRECTORY_FAILED', `operation ${nth}`)
    equal(after.kind, 'refused')
    const found = await reopened.texts()
    deepEqual(found.slice(0, acknowledged.length), acknowledged, `operation ${nth}`)
    ok(found.length <= acknowledged.length + 1)
    if (acknowledged.length === 60) return
  }
})

test('a sync that finds no space is as final as any other failed sync', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk, options)
  failFrom(disk, 'ENOSPC', 1, ({ kind }) => kind === 'sync')
  await rejects(opened.append('x'), { code: 'LOG_DIRECTORY_FAILED' })
})

test('running out of file descriptors is waited for', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk, options)
  failFrom(disk, 'EMFILE', 1, ({ kind, path }) => kind === 'open' && path.includes('topic-0'))
  const texts = Array.from({ length: 30 }, (_, index) => `batch ${index}`)
  for (const text of texts) await opened.append(text)
  void opened.directory.checkpoint()
  await settle()
  disk.saboteur = () => undefined
  opened.clock.advance(60_000)
  await settle()

  deepEqual(await opened.texts(), texts)
})

test('a read that fails fails that read, and nothing else', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk, options)
  for (let index = 0; index < 30; index += 1) await opened.append(`batch ${index}`)
  await opened.directory.checkpoint()

  failFrom(disk, 'EIO', 1, ({ kind }) => kind === 'read')
  const request = { offset: 0n, maxBytes: 100, upTo: 'highWatermark', minOneBatch: true } as const
  const failed = await opened.log.read(request)
  await opened.append('written meanwhile')
  disk.saboteur = () => undefined

  deepEqual(failed, { kind: 'failed', errorCode: ErrorCode.kafkaStorageError })
  equal((await opened.texts()).length, 31)
})

test('a full disk refuses appends, serves reads, and goes on by itself when there is space', async () => {
  const disk = new CrashingDisk(3)
  const opened = await LogOnDisk.open(disk, options)
  for (let index = 0; index < 5; index += 1) await opened.append(`batch ${index}`)
  disk.capacityBytes = usedBytes(disk) + 50

  const waiting = opened.log.append(small('waiting for space'), context)
  notEqual(waiting.kind, 'refused')
  await untilRefused(opened)
  const texts = await opened.texts()
  disk.capacityBytes = Infinity
  opened.clock.advance(1_000)
  if (waiting.kind !== 'refused') await waiting.durable
  await opened.append('after it')

  deepEqual(texts, ['batch 0', 'batch 1', 'batch 2', 'batch 3', 'batch 4'])
  deepEqual(await opened.texts(), [...texts, 'waiting for space', 'after it'])
})

test('a disk that fills up anywhere and is emptied again costs nothing', async () => {
  for (let spare = 0; spare < 6_000; spare += 150) {
    const disk = new CrashingDisk(spare)
    const opened = await LogOnDisk.open(disk, options)
    const expected: string[] = []
    for (let index = 0; index < 10; index += 1) {
      expected.push(`early ${index}`)
      await opened.append(`early ${index}`)
    }
    disk.capacityBytes = usedBytes(disk) + spare
    const pending: Promise<void>[] = []
    for (let index = 0; index < 40; index += 1) {
      const outcome = opened.log.append(small(`batch ${index}`), context)
      if (outcome.kind === 'refused') break
      pending.push(outcome.durable)
      expected.push(`batch ${index}`)
      if (index % 8 === 7) void opened.directory.checkpoint()
      await settle()
    }
    disk.capacityBytes = Infinity
    for (let tries = 0; tries < 20; tries += 1) {
      opened.clock.advance(300)
      await settle()
    }
    await Promise.all(pending)
    deepEqual(await opened.texts(), expected, `${spare} bytes`)
    disk.cutPower()
    const reopened = await LogOnDisk.open(disk, options)
    deepEqual(await reopened.texts(), expected, `${spare} bytes, after a power cut`)
  }
})

test('a second process does not get in', async () => {
  const disk = new CrashingDisk(1)
  const first = await LogOnDisk.open(disk, options)
  await rejects(LogOnDisk.open(disk, options), { code: 'LOG_DIRECTORY_LOCKED' })
  await first.directory.close()
  await LogOnDisk.open(disk, options)
})

function usedBytes(disk: CrashingDisk): number {
  return disk.paths().reduce((sum, path) => sum + disk.contentOf(path).length, 0)
}

/** Lets everything happen that can happen without time passing. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 400; turns += 1) await Promise.resolve()
}

async function untilRefused({ log }: LogOnDisk): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    await settle()
    if (log.append(Uint8Array.of(), context).kind !== 'refused') continue
    const outcome = log.append(small('refused'), context)
    if (outcome.kind === 'refused' && /disk is full, or/.test(outcome.message)) return
    throw new Error('it was taken')
  }
}
