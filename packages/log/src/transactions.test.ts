import { deepEqual, equal, ok } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'
import {
  ErrorCode,
  batchesIn,
  encodeBatch,
  encodeEndTransactionMarker,
  readControlRecord,
  type TransactionOutcome,
} from '@barnabus/protocol'
import { CrashingDisk, LogOnDisk, seededRandom, type LogOnDiskOptions } from '@barnabus/testkit'
import type { AppendOutcome } from './append/append-outcome.ts'

const options: LogOnDiskOptions = {
  settings: { tailCacheBytes: 0, writeBehindBytes: 0 },
  topicSettings: { segmentBytes: 700, indexIntervalBytes: 100 },
}
const limits = { decompressedSizeMax: 1_000_000 }

interface Written {
  readonly offset: bigint
  readonly producerId: bigint
  /** Undefined: a record of this text. */
  readonly outcome: TransactionOutcome | undefined
}

function appendData(
  { log }: LogOnDisk,
  producer: { readonly id: bigint; readonly epoch?: number; readonly sequence: number },
  context: { readonly isInTransaction?: boolean } = { isInTransaction: true },
): AppendOutcome {
  const bytes = encodeBatch({
    records: [{ value: Buffer.from('data'), timestamp: 1_700_000_000_000n }],
    producerId: producer.id,
    producerEpoch: producer.epoch ?? 0,
    baseSequence: producer.sequence,
    isTransactional: true,
  })
  const requestedAtMs = 1_700_000_000_000
  return log.append(bytes, { leaderEpoch: 0, origin: 'client', requestedAtMs, ...context })
}

function appendMarker(
  { log }: LogOnDisk,
  producerId: bigint,
  outcome: TransactionOutcome,
  epochs: { readonly producer?: number; readonly coordinator?: number } = {},
): AppendOutcome {
  const { producer: producerEpoch = 0, coordinator: coordinatorEpoch = 0 } = epochs
  const marker = { outcome, producerId, producerEpoch, coordinatorEpoch, timestamp: 5n }
  const context = { leaderEpoch: 0, origin: 'coordinator', requestedAtMs: 0 } as const
  return log.append(encodeEndTransactionMarker(marker), context)
}

async function settled(outcome: AppendOutcome): Promise<bigint> {
  ok(outcome.kind === 'appended', outcome.kind === 'refused' ? outcome.message : outcome.kind)
  await outcome.durable
  return outcome.baseOffset
}

/** What a client that reads committed data takes from `offset` on, by the offsets. */
async function committedFrom(
  { log }: LogOnDisk,
  from: bigint,
  maxBytes: number,
): Promise<readonly bigint[]> {
  const offsets: bigint[] = []
  let offset = from
  while (offset < log.lastStableOffset) {
    const outcome = await log.read({ offset, maxBytes, upTo: 'lastStable', minOneBatch: true })
    ok(outcome.kind === 'batches' && outcome.sizeBytes > 0)
    const waiting = [...outcome.abortedTransactions].sort((a, b) =>
      a.firstOffset < b.firstOffset ? -1 : 1,
    )
    const aborting = new Set<bigint>()
    for (const batch of outcome.batches.flatMap((bytes) => [...batchesIn(bytes)])) {
      while (waiting[0] !== undefined && waiting[0].firstOffset <= batch.lastOffset) {
        aborting.add(waiting.shift()!.producerId)
      }
      if (batch.isControl) {
        const control = readControlRecord([...batch.records(limits)][0]!)
        const isAbort = control.kind === 'endTransaction' && control.outcome === 'abort'
        if (isAbort) aborting.delete(batch.producerId)
      } else if (!(batch.isTransactional && aborting.has(batch.producerId))) {
        if (batch.baseOffset >= from) offsets.push(batch.baseOffset)
      }
      offset = batch.nextOffset
    }
  }
  return offsets
}

/** The offsets that a reader of committed data gets, and where it has to stop. */
function expected(written: readonly Written[], end: bigint): { stable: bigint; offsets: bigint[] } {
  let stable = end
  const decided: bigint[] = []
  for (const [index, { offset, producerId, outcome }] of written.entries()) {
    if (outcome !== undefined) continue
    const rest = written.slice(index + 1)
    const marker = rest.find((later) => later.producerId === producerId && later.outcome)
    if (marker === undefined) stable = offset < stable ? offset : stable
    else if (marker.outcome === 'commit') decided.push(offset)
  }
  return { stable, offsets: decided.filter((offset) => offset < stable) }
}

for (const seed of Array.from({ length: 40 }, (_, index) => index + 1)) {
  test(`after crashes, what is committed is what was (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const disk = new CrashingDisk(seed)
    let written: Written[] = []
    const sequences = new Map<bigint, number>()
    for (let round = 0; round < 5; round += 1) {
      const opened = await LogOnDisk.open(disk, options)
      const end = opened.log.highWatermark
      equal(end, BigInt(written.length), 'everything was acknowledged')
      const { stable, offsets } = expected(written, end)
      equal(opened.log.lastStableOffset, stable)
      for (const maxBytes of [1, 300, 100_000]) {
        const from = BigInt(random.below(written.length + 1))
        const wanted = offsets.filter((offset) => offset >= from)
        deepEqual(await committedFrom(opened, from, maxBytes), wanted)
      }
      for (let step = random.below(60); step > 0; step -= 1) {
        const producerId = BigInt(random.below(4))
        const lot = random.below(20)
        if (lot < 12) {
          const sequence = sequences.get(producerId) ?? 0
          const offset = await settled(appendData(opened, { id: producerId, sequence }))
          sequences.set(producerId, sequence + 1)
          written = [...written, { offset, producerId, outcome: undefined }]
        } else if (lot < 18) {
          const outcome = lot % 2 === 0 ? 'commit' : 'abort'
          const offset = await settled(appendMarker(opened, producerId, outcome))
          written = [...written, { offset, producerId, outcome }]
        } else await opened.directory.checkpoint()
      }
      if (random.below(3) === 0) await opened.directory.close()
      if (random.below(2) === 0) disk.cutPower()
      else disk.killProcess()
    }
  })
}

test('readers of committed data wait for the marker to be on disk, not only for its place', async () => {
  const opened = await LogOnDisk.open(new CrashingDisk(1))
  await settled(appendData(opened, { id: 1n, sequence: 0 }))
  const marker = appendMarker(opened, 1n, 'abort')
  equal(opened.log.lastStableOffset, 0n)
  await settled(marker)
  equal(opened.log.lastStableOffset, 2n)
})

test('nobody begins a transaction that its coordinator does not know', async () => {
  const opened = await LogOnDisk.open(new CrashingDisk(1))
  const stray = appendData(opened, { id: 1n, sequence: 0 }, {})
  equal(stray.kind === 'refused' && stray.errorCode, ErrorCode.invalidTxnState)
  await settled(appendData(opened, { id: 1n, sequence: 0 }))
  await settled(appendData(opened, { id: 1n, sequence: 1 }, {}))
  equal(opened.log.activeProducers()[0]?.currentTransactionStartOffset, 0n)
})

test('a marker fences older epochs of producers and of coordinators', async () => {
  const opened = await LogOnDisk.open(new CrashingDisk(1))
  await settled(appendData(opened, { id: 1n, sequence: 0 }))
  await settled(appendMarker(opened, 1n, 'abort', { producer: 1, coordinator: 3 }))
  const old = appendData(opened, { id: 1n, sequence: 1 })
  equal(old.kind === 'refused' && old.errorCode, ErrorCode.invalidProducerEpoch)
  const fenced = appendMarker(opened, 1n, 'commit', { producer: 1, coordinator: 2 })
  equal(fenced.kind === 'refused' && fenced.errorCode, ErrorCode.transactionCoordinatorFenced)
  await settled(appendData(opened, { id: 1n, epoch: 1, sequence: 0 }))
})

test('a transaction whose beginning is deleted holds readers up where the log starts', async () => {
  const disk = new CrashingDisk(1)
  const opened = await LogOnDisk.open(disk)
  for (const sequence of [0, 1, 2]) await settled(appendData(opened, { id: 1n, sequence }))
  await opened.log.deleteRecordsBefore(2n)
  equal(opened.log.lastStableOffset, 2n)
  disk.cutPower()
  const again = await LogOnDisk.open(disk)
  equal(again.log.lastStableOffset, 2n)
  await settled(appendMarker(again, 1n, 'commit'))
  deepEqual(await committedFrom(again, 2n, 1_000), [2n])
})

test('who looks for a time finds a marker as well as a record', async () => {
  const disk = await LogOnDisk.open(new CrashingDisk(1))
  await settled(appendData(disk, { id: 1n, sequence: 0 }))
  const timestamp = 1_700_000_000_500n
  const marker = {
    outcome: 'commit',
    producerId: 1n,
    producerEpoch: 0,
    coordinatorEpoch: 0,
  } as const
  const context = { leaderEpoch: 0, origin: 'coordinator', requestedAtMs: 0 } as const
  await settled(disk.log.append(encodeEndTransactionMarker({ ...marker, timestamp }), context))

  equal((await disk.log.offsetForTimestamp(timestamp - 499n))?.offset, 1n)
  equal((await disk.log.offsetForTimestamp(timestamp - 500n))?.offset, 0n)
})
