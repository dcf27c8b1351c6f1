/**
 * What a produced batch costs before it reaches the log: reading its header, its checksum, and the
 * walk over its records. Run it with `node --conditions=@barnabus/source <this file>`.
 */
import { compress, decompressBriefly, type Compression } from './compression.ts'
import { crc32c } from './crc32c.ts'
import { portableCrc32c } from './portable-crc32c.ts'
import { encodeBatch } from './encode-batch.ts'
import { inspectRecords } from './inspect-records.ts'
import { RecordBatch } from './record-batch.ts'

const limits = { decompressedSizeMax: 100 * 1024 * 1024 }
const rounds = 21
const roundMs = 20

// Keeps the engine from leaving out what nobody looks at.
let sink = 0

/** Nanoseconds per call: the median and the best of several rounds. */
function measure(run: () => number): { readonly medianNs: number; readonly bestNs: number } {
  let calls = 1
  const roundNs = (): number => {
    const startedAt = process.hrtime.bigint()
    for (let call = 0; call < calls; call += 1) sink += run()
    return Number(process.hrtime.bigint() - startedAt)
  }
  while (roundNs() < roundMs * 1e6) calls *= 2
  const times = Array.from({ length: rounds }, () => roundNs() / calls).toSorted((a, b) => a - b)
  return { medianNs: times[rounds >>> 1]!, bestNs: times[0]! }
}

function report(name: string, bytes: number, run: () => number): void {
  const { medianNs, bestNs } = measure(run)
  const perSecond = (1e9 / medianNs).toFixed(0).padStart(10)
  const throughput = ((bytes / medianNs) * 1000).toFixed(0).padStart(7)
  const times = `${medianNs.toFixed(0).padStart(9)} ns (best ${bestNs.toFixed(0)})`
  console.log(`${name.padEnd(44)}${perSecond}/s${throughput} MB/s ${times}`)
}

function lines(size: number): Uint8Array {
  let text = ''
  for (let index = 0; text.length < size; index += 1) {
    text += `{"id":${(index * 7919) % 10_007},"name":"user ${index % 977}","active":${index % 3 === 0}}\n`
  }
  return new TextEncoder().encode(text.slice(0, size))
}

function batchOf(count: number, valueSize: number, compression: Compression = 'none'): Uint8Array {
  const text = lines(count * valueSize)
  const records = Array.from({ length: count }, (_, index) => ({
    key: new TextEncoder().encode(`key-${index}`),
    value: text.subarray(index * valueSize, (index + 1) * valueSize),
    timestamp: 1_700_000_000_000n + BigInt(index >>> 2),
  }))
  return encodeBatch({ records, compression })
}

/** All that an append looks at before it believes a batch. */
function check(bytes: Uint8Array): number {
  const batch = RecordBatch.at(bytes)
  const sound = batch.checksumHolds() && inspectRecords(batch, limits).kind === 'valid'
  return (sound ? 1 : 0) + batch.producerEpoch + batch.baseSequence + batch.lastOffsetDelta
}

for (const [count, valueSize] of [
  [16, 1024],
  [150, 100],
  [1, 100],
] as const) {
  const bytes = batchOf(count, valueSize)
  const batch = RecordBatch.at(bytes)
  const name = `${count} x ${valueSize} B`
  report(`${name}: header view`, bytes.length, () => RecordBatch.at(bytes).recordCount)
  report(`${name}: checksum`, bytes.length, () => (batch.checksumHolds() ? 1 : 0))
  report(`${name}: walk`, bytes.length, () => inspectRecords(batch, limits).kind.length)
  report(`${name}: header, checksum and walk`, bytes.length, () => check(bytes))
  report(`${name}: decoded into objects`, bytes.length, () => {
    let size = 0
    for (const record of batch.records(limits)) size += record.value?.length ?? 0
    return size
  })
}

for (const codec of ['gzip', 'snappy', 'lz4', 'zstd'] as const) {
  const bytes = batchOf(150, 100, codec)
  report(`150 x 100 B, ${codec}: everything`, bytes.length, () => check(bytes))
  for (const size of [1024, 16 * 1024, 1024 * 1024]) {
    const original = lines(size)
    const compressed = compress(codec, original)
    report(`${codec} of ${size} B`, size, () => compress(codec, original).length)
    report(`${codec} back to ${size} B`, size, () => {
      return decompressBriefly(codec, compressed, { sizeMax: size }).length
    })
  }
}

for (const size of [40, 100, 200, 300, 400, 1024, 16 * 1024]) {
  const bytes = lines(size)
  report(`checksum of ${size} B`, size, () => crc32c(bytes))
  report(`checksum of ${size} B, portable`, size, () => portableCrc32c(bytes))
}

if (sink === 0) console.log('nothing was measured')
