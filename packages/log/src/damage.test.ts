import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'
import { CrashingDisk, LogOnDisk, type LogOnDiskOptions } from '@barnabus/testkit'

// Small, so that there are several segments, index entries and files of the write-ahead log.
const options: LogOnDiskOptions = {
  settings: { walSegmentBytes: 3_000, tailCacheBytes: 0 },
  topicSettings: { segmentBytes: 700, indexIntervalBytes: 100 },
}

const texts = Array.from({ length: 24 }, (_, index) => `batch ${index}`)

/** A log whose first half is under a checkpoint and whose second half is in the log ahead of it. */
const written = await writeLog()

/** The same, stopped in an orderly way. */
const closed = await closeLog(written.copy())

async function writeLog(): Promise<CrashingDisk> {
  const disk = new CrashingDisk(1)
  const log = await LogOnDisk.open(disk, options)
  for (const text of texts.slice(0, 12)) await log.append(text)
  await log.directory.checkpoint()
  for (const text of texts.slice(12)) await log.append(text)
  disk.killProcess()
  return disk
}

async function closeLog(disk: CrashingDisk): Promise<CrashingDisk> {
  const log = await LogOnDisk.open(disk, options)
  await log.directory.close()
  disk.killProcess()
  return disk
}

/** What a reader gets after something happened to the disk; or the refusal to open it. */
async function outcomeOf(disk: CrashingDisk): Promise<readonly string[] | Error> {
  try {
    const log = await LogOnDisk.open(disk, options)
    if (log.log.state === 'offline') return ['offline']
    return await log.texts()
  } catch (error) {
    if (isOperatingError(error)) return error
    throw error
  } finally {
    disk.killProcess()
  }
}

/** Reading may end early, but must not skip or change anything on its way. */
function isTrueAsFarAsItGoes(found: readonly string[]): boolean {
  const endings = ['failed', 'offline', 'nothing']
  const read = endings.includes(found.at(-1) ?? '') ? found.slice(0, -1) : found
  return read.every((text, index) => text === texts[index])
}

function flipped(bytes: Uint8Array, position: number): Uint8Array {
  bytes[position]! ^= 1 << (position % 8)
  return bytes
}

function damagedAt(
  disk: CrashingDisk,
  path: string,
  position: number,
): Promise<readonly string[] | Error> {
  const copy = disk.copy()
  copy.damage(path, (bytes) => flipped(bytes, position))
  return outcomeOf(copy)
}

function pathsOf(disk: CrashingDisk, suffix: string): readonly string[] {
  return disk.paths().filter((path) => path.endsWith(suffix))
}

test('no altered byte of a segment is ever served', async () => {
  const [first = ''] = pathsOf(closed, '.log')
  const { length } = closed.contentOf(first)
  for (let position = 0; position < length; position += 1) {
    const found = await damagedAt(closed, first, position)
    ok(Array.isArray(found) && isTrueAsFarAsItGoes(found), `byte ${position}: ${String(found)}`)
    ok(found.length < texts.length + 1 && found.at(-1) === 'failed', `byte ${position} is served`)
  }
})

test('a whole batch in the wrong place is not served as what belongs there', async () => {
  const disk = closed.copy()
  const path = pathsOf(disk, '.log')[2] ?? ''
  disk.damage(path, (bytes) => {
    const sizeBytes = 12 + Buffer.from(bytes).readInt32BE(8)
    return bytes.copyWithin(sizeBytes, 0, sizeBytes)
  })

  const found = await outcomeOf(disk)

  ok(Array.isArray(found) && isTrueAsFarAsItGoes(found) && found.at(-1) === 'failed')
})

test('a damaged batch fails its readers, and those of other segments go on', async () => {
  const disk = closed.copy()
  const [first = ''] = pathsOf(disk, '.log')
  disk.damage(first, (bytes) => flipped(bytes, bytes.length - 1))

  const { log } = await LogOnDisk.open(disk, options)
  const request = { maxBytes: 1, upTo: 'highWatermark', minOneBatch: true } as const
  const reads = await Promise.all(
    texts.map((_, offset) => log.read({ ...request, offset: BigInt(offset) })),
  )

  equal(reads.filter(({ kind }) => kind === 'failed').length, 1)
  equal(reads.filter(({ kind }) => kind === 'batches').length, texts.length - 1)
})

test('damage to what is derived from the log is made good from the log', async () => {
  const disk = written.copy()
  const derived = ['.index', '.timeindex', '.snapshot', 'leader-epoch-checkpoint']
  for (const path of derived.flatMap((suffix) => pathsOf(disk, suffix))) {
    for (let position = 0; position < disk.contentOf(path).length; position += 1) {
      deepEqual(await damagedAt(written, path, position), texts, `${path} at ${position}`)
    }
  }
})

test('a damaged checkpoint is not believed', async () => {
  const disk = written.copy()
  const path = '/data/barnabus-checkpoint'
  for (let position = 0; position < disk.contentOf(path).length; position += 1) {
    deepEqual(await damagedAt(written, path, position), texts, `byte ${position}`)
  }
})

test('damage to the write-ahead log is found and named, not cut off', async () => {
  const disk = written.copy()
  const [file = ''] = pathsOf(disk, '.wal')
  const untouched = disk.contentOf(file)
  // Only the last group can be taken for an unfinished write: nothing later speaks for it.
  const lastGroup = Buffer.from(untouched).lastIndexOf('bWG!')
  let named = 0
  let offline = 0
  for (let position = 0; position < lastGroup; position += 1) {
    const found = await damagedAt(written, file, position)
    if (found instanceof Error) {
      match(found.message, /\.wal": damaged at byte \d+/)
      named += 1
    } else if (found[0] === 'offline') {
      offline += 1
    } else {
      deepEqual(found, texts, `byte ${position}`) // Something that the checkpoint made superfluous.
    }
  }
  ok(named > 0 && offline > 0)
})

test('refusing a damaged directory changes nothing in it', async () => {
  const disk = written.copy()
  const [file = ''] = pathsOf(disk, '.wal')
  const whole = disk.contentOf(file)
  const groupAt = Buffer.from(whole).indexOf('bWG!', Buffer.from(whole).indexOf('batch 14'))
  disk.damage(file, (bytes) => flipped(bytes, groupAt))
  const before = contentsOf(disk)
  ok((await outcomeOf(disk)) instanceof Error)
  const after = contentsOf(disk)

  deepEqual(after, before)
  disk.damage(file, () => whole)
  deepEqual(await outcomeOf(disk), texts)
})

test('an offline partition is whole again once its damage is mended', async () => {
  const disk = written.copy()
  const path = segmentOfCheckpoint(disk)
  const whole = disk.contentOf(path)
  disk.damage(path, (bytes) => bytes.subarray(0, 100))

  for (let starts = 0; starts < 3; starts += 1) {
    const { log, directory } = await LogOnDisk.open(disk, options)
    equal(log.state, 'offline')
    equal((await log.read({ ...anyRead, offset: 0n })).kind, 'failed')
    await rejects(log.deleteRecordsBefore(1n), { code: 'LOG_PARTITION_OFFLINE' })
    if (starts > 0) await directory.close()
    disk.killProcess()
  }
  disk.damage(path, () => whole)

  deepEqual(await outcomeOf(disk), texts)
})

/** The segment's file that the checkpoint says was synced up to some position. */
function segmentOfCheckpoint(disk: CrashingDisk): string {
  const text = Buffer.from(disk.contentOf('/data/barnabus-checkpoint')).toString()
  const baseOffset = /^partition \S+ \d+ \d+ \d+ (\d+) /m.exec(text)?.[1] ?? ''
  return `/data/topic-0/${baseOffset.padStart(20, '0')}.log`
}

const anyRead = { maxBytes: 1, upTo: 'highWatermark', minOneBatch: true } as const

function contentsOf(disk: CrashingDisk): Readonly<Record<string, string>> {
  const entries = disk
    .paths()
    .map((path) => [path, Buffer.from(disk.contentOf(path)).toString('hex')])
  return Object.fromEntries(entries) as Record<string, string>
}

test('a segment that lost its end is not mistaken for a shorter one', async () => {
  for (const original of [written, closed]) {
    const [first = ''] = pathsOf(original.copy(), '.log')
    const { length } = original.contentOf(first)
    for (let size = 0; size < length; size += 7) {
      const disk = original.copy()
      disk.damage(first, (bytes) => bytes.subarray(0, size))
      const found = await outcomeOf(disk)
      ok(!(found instanceof Error) && isTrueAsFarAsItGoes(found), `cut to ${size}`)
      ok(['offline', 'failed'].includes(found.at(-1) ?? ''), `cut to ${size} is not noticed`)
    }
  }
})

test('a torn end of the write-ahead log costs only what was being written', async () => {
  const whole = written.copy()
  const file = pathsOf(whole, '.wal').at(-1) ?? ''
  const content = Buffer.from(whole.contentOf(file))
  const lastGroup = content.lastIndexOf('bWG!')
  for (let size = lastGroup; size < content.length; size += 1) {
    for (const end of [Buffer.alloc(0), Buffer.alloc(900), Buffer.alloc(900, 0xa5)]) {
      const disk = written.copy()
      const torn = Buffer.concat([content.subarray(0, size), end])
      disk.damage(file, () => Uint8Array.from(torn))
      // The batch ends with a zero, so that zeros after it may make it whole again.
      const isWhole = torn.subarray(0, content.length).equals(content)
      const expected = isWhole ? texts : texts.slice(0, -1)
      deepEqual(await outcomeOf(disk), expected, `cut to ${size}, then ${end.length}`)
    }
  }
})

test('what follows the last acknowledged batch in a segment is cut off', async () => {
  for (const junk of [Buffer.alloc(1000), Buffer.alloc(1000, 0x5a), Buffer.from('HTTP/1.1 200')]) {
    for (const original of [written, closed]) {
      const disk = original.copy()
      const last = pathsOf(disk, '.log').at(-1) ?? ''
      disk.damage(last, (bytes) => Buffer.concat([bytes, junk]))
      deepEqual(await outcomeOf(disk), texts)
    }
  }
})

test('each file may go missing: what it held is there all the same, or its loss is told', async () => {
  for (const original of [written, closed]) {
    for (const path of original.paths()) {
      const disk = original.copy()
      disk.lose(path)
      const found = await outcomeOf(disk)
      if (found instanceof Error) continue
      ok(isTrueAsFarAsItGoes(found), path)
      const isTold = ['offline', 'failed'].includes(found.at(-1) ?? '')
      ok(isTold || found.length === texts.length, `${path}: ${String(found)}`)
    }
  }
})

test('files that are none of ours are left alone', async () => {
  const disk = written.copy()
  const log = await LogOnDisk.open(disk, options)
  disk.killProcess()
  const stranger = await disk.files.open('/data/topic-0/notes.tmp', 'create')
  await stranger.write([Buffer.from('mine')], 0)
  ok(log.log.state === 'online')
  disk.killProcess()

  deepEqual(await outcomeOf(disk), texts)
  equal(Buffer.from(disk.contentOf('/data/topic-0/notes.tmp')).toString(), 'mine')
})
