import { deepEqual, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import {
  runLogOrdeal,
  withSyncTooLate,
  withoutProducerSnapshots,
  withoutSync,
  withoutWalSync,
  type Ordeal,
} from '@barnabus/testkit'

// More of them before a release: BARNABUS_SEEDS=5000 npm test -- packages/log
const seeds = Number(process.env['BARNABUS_SEEDS'] ?? 150)

/** The promises that were broken, by the seed that repeats it. */
async function brokenPromises(
  ordeal: Omit<Ordeal, 'seed' | 'rounds'>,
  count: number,
): Promise<Readonly<Record<number, string>>> {
  const broken: Record<number, string> = {}
  for (let seed = 1; seed <= count; seed += 1) {
    const found = await runLogOrdeal({ ...ordeal, seed, rounds: 6 })
    if (found !== undefined) broken[seed] = found
  }
  return broken
}

/** The first promise that is broken; undefined: none is, as far as we look. */
async function firstBroken(ordeal: Omit<Ordeal, 'seed' | 'rounds'>): Promise<string | undefined> {
  for (let seed = 1; seed <= 100; seed += 1) {
    const found = await runLogOrdeal({ ...ordeal, seed, rounds: 6 })
    if (found !== undefined) return found
  }
  return undefined
}

test('an acknowledged batch survives power cuts, and half a batch never shows', async () => {
  deepEqual(await brokenPromises({}, seeds), {})
})

test('without waiting for the disk it survives kills, and power cuts leave a sound log', async () => {
  const settings = { syncBeforeAck: false }
  deepEqual(await brokenPromises({ settings }, Math.ceil(seeds / 3)), {})
})

test('with a checkpoint after each commit, and very many files, it is the same', async () => {
  for (const settings of [{ checkpointBytes: 1 }, { walSegmentBytes: 3_000 }]) {
    deepEqual(await brokenPromises({ settings }, Math.ceil(seeds / 5)), {})
  }
})

test('written behind at once, and with everything read from files, it is the same', async () => {
  const settings = { writeBehindBytes: 0, tailCacheBytes: 0, indexCacheBytes: 0, openFilesMax: 2 }
  deepEqual(await brokenPromises({ settings }, Math.ceil(seeds / 3)), {})
})

test('this notices when nothing is synced', async () => {
  notEqual(await firstBroken({ tamper: withoutSync }), undefined)
})

test('this notices when only the write-ahead log is not synced', async () => {
  notEqual(await firstBroken({ tamper: withoutWalSync }), undefined)
})

test('this notices when an acknowledgement is sent before the sync', async () => {
  notEqual(await firstBroken({ tamper: withSyncTooLate }), undefined)
})

test('this notices when producer snapshots are not written', async () => {
  notEqual(await firstBroken({ tamper: withoutProducerSnapshots }), undefined)
})
