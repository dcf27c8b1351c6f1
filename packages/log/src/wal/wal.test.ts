import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock, silentLogger } from '@barnabus/base'
import { encodeBatch } from '@barnabus/protocol'
import { CrashingDisk } from '@barnabus/testkit'
import { DirectoryFailure } from '../directory/directory-failure.ts'
import { OpenFiles } from '../files/open-files.ts'
import type { WalEntry } from './group.ts'
import { WalFiles } from './wal-files.ts'
import { WalFormat } from './wal-format.ts'
import { scanWal, type WalScan } from './wal-scan.ts'
import { Wal } from './wal.ts'

const format = new WalFormat(new Uint8Array(16).fill(3))

async function makeWal(fileSizeMax = 1_000_000) {
  const disk = new CrashingDisk(5)
  await disk.files.makeDirectory('/wal')
  await disk.files.syncDirectory('/')
  const syncs = { count: 0 }
  disk.saboteur = ({ kind }) => {
    if (kind === 'sync') syncs.count += 1
    return undefined
  }
  const walFiles = new WalFiles({
    files: disk.files,
    directory: '/wal',
    format,
    sparesMax: 2,
    unsynced: false,
  })
  const groups: number[] = []
  const failure = new DirectoryFailure('/', silentLogger)
  const wal = await Wal.start<WalEntry>(
    {
      format,
      walFiles,
      clock: new ManualClock(),
      failure,
      fileSizeMax,
      syncBeforeAck: true,
      onCommit: (entries) => groups.push(entries.length),
      makeRoom: () => Promise.resolve(),
    },
    0,
    [],
  )
  syncs.count = 0
  return { disk, wal, groups, syncs, failure }
}

function entry(offset: number, sizeBytes = 100): WalEntry {
  const records = [{ value: new Uint8Array(sizeBytes) }]
  const body = encodeBatch({ records, baseOffset: BigInt(offset) })
  return { kind: 'batch', topicId: new Uint8Array(16).fill(7), partition: 4, body }
}

function scan(disk: CrashingDisk, fromLsn?: number): Promise<WalScan> {
  const openFiles = new OpenFiles({ files: disk.files, openMax: 9, syncFailed: () => undefined })
  const options = { files: disk.files, openFiles, directory: '/wal', format, kept: [] }
  return scanWal({ ...options, fromLsn })
}

test('whatever is queued at the same time shares one sync and one promise', async () => {
  const { wal, groups, syncs } = await makeWal()
  const promises = Array.from({ length: 50 }, (_, index) => wal.enqueue(entry(index)))
  equal(new Set(promises).size, 1)
  await promises[0]
  deepEqual([groups, syncs.count], [[50], 1])
})

test('what comes while a group is being synced makes the next one', async () => {
  const { wal, groups } = await makeWal()
  const first = wal.enqueue(entry(0))
  await Promise.resolve()
  await Promise.resolve()
  const later = [1, 2, 3].map((offset) => wal.enqueue(entry(offset)))
  await first
  await Promise.all(later)
  deepEqual(groups, [1, 3])
})

test('everything is found again in its order, over many files', async () => {
  const { disk, wal } = await makeWal(2_000)
  for (let offset = 0; offset < 60; offset += 1) await wal.enqueue(entry(offset, offset * 20))
  disk.cutPower()
  const found = await scan(disk, 0)
  ok(found.files.length > 5)
  deepEqual(
    found.entries.map(({ fromOffset, toOffset, partition }) => [fromOffset, toOffset, partition]),
    Array.from({ length: 60 }, (_, offset) => [BigInt(offset), BigInt(offset + 1), 4]),
  )
})

test('a file that is let go is written over, and its old entries are not taken for new ones', async () => {
  const { disk, wal } = await makeWal(1_000)
  for (let offset = 0; offset < 30; offset += 1) {
    await wal.enqueue(entry(offset))
    await wal.release(wal.committedLsn, () => false)
  }
  const names = await disk.files.list('/wal')
  ok(names.length <= 3, names.join())
  disk.killProcess()
  const { entries } = await scan(disk)
  ok(entries.every(({ fromOffset }) => fromOffset >= 20n))
  equal(entries.at(-1)?.fromOffset, 29n)
})

test('a file that is kept for somebody is not let go', async () => {
  const { disk, wal } = await makeWal(1_000)
  for (let offset = 0; offset < 30; offset += 1) await wal.enqueue(entry(offset))
  await wal.release(wal.committedLsn, ({ startLsn }) => startLsn === 0)
  ok((await disk.files.list('/wal')).includes('00000000000000000000.wal'))
})

test('a file that is missing is noticed, at either end and in the middle', async () => {
  const { disk, wal } = await makeWal(1_000)
  for (let offset = 0; offset < 30; offset += 1) await wal.enqueue(entry(offset))
  disk.killProcess()
  for (const path of disk.paths()) {
    const copy = disk.copy()
    copy.lose(path)
    await rejects(scan(copy, 0), { code: 'LOG_WAL_MISSING' }, path)
  }
})

test('after a failed sync everything that waits is rejected, and so is what comes', async () => {
  const { disk, wal, failure } = await makeWal()
  disk.saboteur = ({ kind }) => (kind === 'sync' ? 'EIO' : undefined)
  const first = wal.enqueue(entry(0))
  await Promise.resolve()
  await Promise.resolve()
  const second = wal.enqueue(entry(1))
  await rejects(first, { code: 'LOG_DIRECTORY_FAILED' })
  await rejects(second, { code: 'LOG_DIRECTORY_FAILED' })
  disk.saboteur = () => undefined
  await rejects(wal.enqueue(entry(2)), { code: 'LOG_DIRECTORY_FAILED' })
  equal((await failure.signal).code, 'LOG_DIRECTORY_FAILED')
})

test('bytes that a client sends are not taken for groups of the log', async () => {
  const { disk, wal } = await makeWal()
  await wal.enqueue(entry(0))
  const group = disk.contentOf('/wal/00000000000000000000.wal').subarray(64)
  const records = [{ value: group }, { value: group }]
  const topicId = new Uint8Array(16)
  await wal.enqueue({ kind: 'batch', topicId, partition: 0, body: encodeBatch({ records }) })
  disk.killProcess()
  const whole = disk.contentOf('/wal/00000000000000000000.wal')
  disk.damage('/wal/00000000000000000000.wal', () => whole.subarray(0, whole.length - 1))
  const found = await scan(disk)
  equal(found.entries.length, 1)
  ok(found.tornAtLsn !== undefined)
})
