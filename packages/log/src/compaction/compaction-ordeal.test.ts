import { deepEqual, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import {
  runCompactionOrdeal,
  withOffsetsMoved,
  withRecordsLost,
  withReplacedKept,
  withReplacementsDropped,
  withoutSyncOfCleaned,
  type CompactionOrdeal,
} from '@barnabus/testkit'
import { defaultLogDirectorySettings } from '../settings.ts'

// More of them before a release: BARNABUS_SEEDS=5000 npm test -- packages/log/src/compaction
const seeds = Number(process.env['BARNABUS_SEEDS'] ?? 60)

/** The promises that were broken, by the seed that repeats it. */
async function brokenPromises(
  ordeal: Omit<CompactionOrdeal, 'seed' | 'rounds'>,
  count: number,
): Promise<Readonly<Record<number, string>>> {
  const broken: Record<number, string> = {}
  for (let seed = 1; seed <= count; seed += 1) {
    const found = await runCompactionOrdeal({ ...ordeal, seed, rounds: 6 })
    if (found !== undefined) broken[seed] = found
  }
  return broken
}

/** The first promise that is broken; undefined: none is, as far as we look. */
async function firstBroken(
  ordeal: Omit<CompactionOrdeal, 'seed' | 'rounds'>,
): Promise<string | undefined> {
  for (let seed = 1; seed <= 300; seed += 1) {
    const found = await runCompactionOrdeal({ ...ordeal, seed, rounds: 6 })
    if (found !== undefined) return found
  }
  return undefined
}

test('whatever happens, of each key the newest record stays where it is, and the rest goes', async () => {
  deepEqual(await brokenPromises({}, seeds), {})
})

test('with everything read from files and few of them open, it is the same', async () => {
  const settings = { writeBehindBytes: 0, tailCacheBytes: 0, indexCacheBytes: 0, openFilesMax: 2 }
  deepEqual(await brokenPromises({ settings }, Math.ceil(seeds / 3)), {})
})

test('with room for all keys at once, and checkpoints all the time, it is the same', async () => {
  // Not by its own timer: what is read twice must not change in between.
  const cleaner = { ...defaultLogDirectorySettings.cleaner, enabled: false }
  const settings = { checkpointBytes: 1, cleaner }
  deepEqual(await brokenPromises({ settings }, Math.ceil(seeds / 3)), {})
})

test('with retention as well, what is left of the log is the same', async () => {
  const topicSettings = { cleanupPolicy: ['compact', 'delete'], retentionBytes: 4_000 } as const
  deepEqual(await brokenPromises({ topicSettings }, Math.ceil(seeds / 3)), {})
})

const mistakes: Readonly<Record<string, Omit<CompactionOrdeal, 'seed' | 'rounds'>>> = {
  'what takes the place of segments is not synced': { tamper: withoutSyncOfCleaned },
  'an interrupted replacement is dropped': { tamper: withReplacementsDropped },
  'what was replaced stays': { tamper: withReplacedKept },
  'records are lost': { tamper: withRecordsLost },
  'offsets move': { tamper: withOffsetsMoved },
  'tombstones go at once': { topicSettings: { deleteRetentionMs: 0 } },
  'tombstones never go': { topicSettings: { deleteRetentionMs: 2 ** 40 } },
}

for (const [what, ordeal] of Object.entries(mistakes)) {
  test(`this notices when ${what}`, async () => {
    notEqual(await firstBroken(ordeal), undefined)
  })
}
