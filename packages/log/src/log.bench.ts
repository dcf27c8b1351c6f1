/**
 * How fast the log appends and reads on the disk of this machine.
 *
 *   node --conditions=@barnabus/source packages/log/src/log.bench.ts [directory]
 *
 * Every batch is acknowledged after a sync unless the line says otherwise.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, systemClock, systemFiles, systemRandom } from '@barnabus/base'
import { encodeBatch, uuidFromBytes } from '@barnabus/protocol'
import { LogDirectory } from './log-directory.ts'
import type { PartitionLog } from './partition-log.ts'
import { defaultLogDirectorySettings, defaultTopicLogSettings } from './settings.ts'

interface Load {
  readonly name: string
  readonly batchBytes: number
  readonly inFlight: number
  readonly partitions: number
  readonly seconds: number
  readonly syncBeforeAck?: boolean
}

const loads: readonly Load[] = [
  { name: '16 KiB batches', batchBytes: 16_384, inFlight: 64, partitions: 8, seconds: 4 },
  { name: '16 KiB batches', batchBytes: 16_384, inFlight: 8, partitions: 8, seconds: 3 },
  { name: '16 KiB batches', batchBytes: 16_384, inFlight: 1, partitions: 1, seconds: 3 },
  { name: '1 KiB batches', batchBytes: 1_024, inFlight: 64, partitions: 8, seconds: 3 },
  { name: '1 KiB batches', batchBytes: 1_024, inFlight: 512, partitions: 1_000, seconds: 3 },
  {
    name: '16 KiB batches, acknowledged before the sync',
    batchBytes: 16_384,
    inFlight: 64,
    partitions: 8,
    seconds: 3,
    syncBeforeAck: false,
  },
]

const templates = new Map<number, Uint8Array>()
const root = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'barnabus-bench-'))

for (const [index, load] of loads.entries()) await run(load, join(root, String(index)))
rmSync(root, { recursive: true })

async function run(load: Load, path: string): Promise<void> {
  const directory = await open(path, load)
  const logs = await openPartitions(directory, load.partitions)
  await directory.finishRecovery()
  const appended = await appendFor(load, logs)
  report(load, 'append', appended)
  report(load, 'read tail', await readAll(logs.slice(0, 1), 1024 * 1024))
  await directory.checkpoint()
  await directory.close()

  const cold = await open(path, { ...load, tailCacheBytes: 0 })
  const startedAtMs = performance.now()
  const reopened = await openPartitions(cold, load.partitions)
  console.log(`${''.padEnd(12)} opened in ${(performance.now() - startedAtMs).toFixed(0)} ms`)
  await cold.finishRecovery()
  report(load, 'read files', await readAll(reopened, 1024 * 1024))
  await cold.close()
  rmSync(path, { recursive: true })
}

function open(
  path: string,
  settings: { readonly syncBeforeAck?: boolean; readonly tailCacheBytes?: number },
): Promise<LogDirectory> {
  const { syncBeforeAck = true, tailCacheBytes = 64 * 1024 * 1024 } = settings
  return LogDirectory.open({
    path,
    env: { clock: systemClock, files: systemFiles, random: systemRandom },
    settings: { ...defaultLogDirectorySettings, syncBeforeAck, tailCacheBytes },
    logger: silentLogger,
    nodeId: 1,
  })
}

function openPartitions(directory: LogDirectory, count: number): Promise<PartitionLog[]> {
  const topicId = uuidFromBytes(new Uint8Array(16).fill(9))
  const ids = Array.from({ length: count }, (_, partition) => ({
    topic: 'bench',
    topicId,
    partition,
  }))
  return Promise.all(ids.map((id) => directory.openPartition(id, defaultTopicLogSettings)))
}

interface Result {
  readonly batches: number
  readonly bytes: number
  readonly seconds: number
  readonly latenciesMs: number[]
}

/** Keeps as many batches on their way as the load says, each from a producer that waits for it. */
async function appendFor(load: Load, logs: readonly PartitionLog[]): Promise<Result> {
  const untilMs = performance.now() + load.seconds * 1000
  const startedAtMs = performance.now()
  const latenciesMs: number[] = []
  const producer = async (index: number): Promise<void> => {
    for (let turn = index; performance.now() < untilMs; turn += load.inFlight) {
      const batch = new Uint8Array(templateOf(load.batchBytes))
      const sentAtMs = performance.now()
      const outcome = logs[turn % logs.length]!.append(batch, {
        leaderEpoch: 0,
        origin: 'client',
        requestedAtMs: Date.now(),
      })
      if (outcome.kind === 'refused') throw new Error(outcome.message)
      await outcome.durable
      latenciesMs.push(performance.now() - sentAtMs)
    }
  }
  await Promise.all(Array.from({ length: load.inFlight }, (_, index) => producer(index)))
  const seconds = (performance.now() - startedAtMs) / 1000
  const batches = latenciesMs.length
  return { batches, bytes: batches * load.batchBytes, seconds, latenciesMs }
}

/** A batch of records of 100 bytes, as large as asked for. */
function templateOf(sizeBytes: number): Uint8Array {
  const known = templates.get(sizeBytes)
  if (known !== undefined) return known
  const timestamp = BigInt(Date.now())
  const count = Math.max(1, Math.floor((sizeBytes - 61) / 108))
  const records = Array.from({ length: count }, () => ({ value: randomBytes(100), timestamp }))
  const batch = encodeBatch({ records })
  templates.set(sizeBytes, batch)
  return batch
}

async function readAll(logs: readonly PartitionLog[], maxBytes: number): Promise<Result> {
  const startedAtMs = performance.now()
  let bytes = 0
  let batches = 0
  for (const log of logs) {
    let offset = log.logStartOffset
    while (offset < log.highWatermark) {
      const outcome = await log.read({ offset, maxBytes, upTo: 'highWatermark', minOneBatch: true })
      if (outcome.kind !== 'batches' || outcome.sizeBytes === 0) throw new Error(outcome.kind)
      bytes += outcome.sizeBytes
      batches += 1
      offset = endOf(outcome.batches.at(-1)!)
    }
  }
  const seconds = (performance.now() - startedAtMs) / 1000
  return { batches, bytes, seconds, latenciesMs: [] }
}

/** The offset after the last of some whole batches. */
function endOf(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  for (;;) {
    const next = at + 12 + view.getInt32(at + 8)
    if (next >= bytes.length) return view.getBigInt64(at) + BigInt(view.getInt32(at + 23) + 1)
    at = next
  }
}

function report({ name, inFlight, partitions }: Load, what: string, result: Result): void {
  const { batches, bytes, seconds, latenciesMs } = result
  const rate = `${Math.round(batches / seconds)}/s`.padStart(10)
  const megabytes = `${(bytes / seconds / 1e6).toFixed(0)} MB/s`.padStart(10)
  const sorted = latenciesMs.sort((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
  const latency = sorted.length === 0 ? '' : `  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`
  const load = what === 'append' ? `  ${name}, ${inFlight} in flight, ${partitions} partitions` : ''
  console.log(`${what.padEnd(12)}${rate}${megabytes}${latency}${load}`)
}
