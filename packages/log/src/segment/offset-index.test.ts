import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { CrashingDisk } from '@barnabus/testkit'
import { OpenFiles } from '../files/open-files.ts'
import { IndexCache } from './index-cache.ts'
import { OffsetIndex } from './offset-index.ts'
import { TimeIndex } from './time-index.ts'

async function makeStore(cacheBytes = 1_000) {
  const disk = new CrashingDisk(1)
  await disk.files.makeDirectory('/d')
  const openFiles = new OpenFiles({ files: disk.files, openMax: 10, syncFailed: () => undefined })
  const store = { path: '/d/index', openFiles, cache: new IndexCache(cacheBytes) }
  return { disk, store }
}

const entries = [105n, 112n, 130n, 131n].map((offset, index) => ({
  offset,
  position: 50 * (index + 1),
}))

test('a lookup finds the last entry at or below an offset, in memory and on file alike', async () => {
  for (const flushedAfter of [0, 2, 4]) {
    const { store } = await makeStore()
    const index = new OffsetIndex(store, 100n, 'new')
    for (const [at, entry] of entries.entries()) {
      index.append(entry)
      if (at + 1 === flushedAfter) await index.file.flush()
    }
    equal(await index.lookup(104n), undefined)
    deepEqual(await index.lookup(105n), entries[0])
    deepEqual(await index.lookup(129n), entries[1])
    deepEqual(await index.lookup(9_999n), entries[3])
    equal(index.file.count, 4)
  }
})

test('an index is read again as it was written, with or without a cache', async () => {
  for (const cacheBytes of [0, 1_000]) {
    const { store } = await makeStore(cacheBytes)
    const written = new OffsetIndex(store, 100n, 'new')
    for (const entry of entries) written.append(entry)
    await written.file.flush()
    const index = new OffsetIndex(store, 100n, 'onDisk')
    deepEqual(await index.lookup(130n), entries[2])
    index.append({ offset: 140n, position: 300 })
    await index.file.flush()
    deepEqual(await index.lookup(150n), { offset: 140n, position: 300 })
    equal(index.file.count, 5)
  }
})

test('an index is cut at the recovery point', async () => {
  const { store } = await makeStore()
  const index = new OffsetIndex(store, 100n, 'new')
  for (const entry of entries) index.append(entry)
  await index.file.flush()
  const reopened = new OffsetIndex(store, 100n, 'onDisk')
  equal(await reopened.keepBelow({ offset: 131n, position: 160 }), 'kept')
  deepEqual(await reopened.lookup(500n), entries[2])
  equal(await reopened.keepBelow({ offset: 100n, position: 0 }), 'kept')
  equal(await reopened.lookup(500n), undefined)
})

test('an index that does not rise is insane, one that ends in zeros as Kafka allots it is not', async () => {
  const { disk, store } = await makeStore()
  const index = new OffsetIndex(store, 100n, 'new')
  for (const entry of entries) index.append(entry)
  await index.file.flush()
  disk.damage('/d/index', (bytes) => Uint8Array.of(...bytes, ...new Uint8Array(80)))
  deepEqual(await new OffsetIndex(store, 100n, 'onDisk').lookup(130n), entries[2])
  const fresh = { ...store, cache: new IndexCache(1_000) }
  disk.damage('/d/index', (bytes) => bytes.copyWithin(16, 0, 8))
  equal(await new OffsetIndex(fresh, 100n, 'onDisk').lookup(130n), 'insane')
})

test('a time index takes only what is newer, and knows its last entry after a restart', async () => {
  const { store } = await makeStore()
  const index = new TimeIndex(store, 100n, 'new')
  index.append({ timestamp: 1_000n, offset: 103n })
  index.append({ timestamp: 1_000n, offset: 107n })
  index.append({ timestamp: 2_000n, offset: 110n })
  await index.file.flush()
  const reopened = new TimeIndex(store, 100n, 'onDisk')
  deepEqual(await reopened.last(), { timestamp: 2_000n, offset: 110n })
  deepEqual(await reopened.lookup(1_999n), { timestamp: 1_000n, offset: 103n })
  equal(await reopened.lookup(999n), undefined)
  equal(reopened.file.count, 2)
})
