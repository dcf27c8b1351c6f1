import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'

import { IdleMemory } from './idle-memory.ts'

const mega = 1_000_000

/** A process whose use the test decides; collecting leaves 60 MB of it. */
function watchedProcess() {
  const clock = new ManualClock()
  const process = { cpuMs: 0, residentBytes: 50 * mega }
  const collections: number[] = []
  const watch = new IdleMemory({
    clock,
    use: () => ({ ...process }),
    collect: () => {
      collections.push(process.residentBytes)
      process.residentBytes = 60 * mega
    },
  })
  return { clock, process, collections, watch }
}

test('a process that has come to rest gives back what its last load took, once', () => {
  const { clock, process, collections } = watchedProcess()
  process.cpuMs = 5_000
  process.residentBytes = 200 * mega
  clock.advance(10_000)
  deepStrictEqual(collections, [], 'it was busy until just now')
  clock.advance(10_000)
  deepStrictEqual(collections, [200 * mega])
  clock.advance(60_000)
  deepStrictEqual(collections, [200 * mega], 'there is nothing more to give')
})

test('a busy process is left alone, and so is one that is small', () => {
  const { clock, process, collections } = watchedProcess()
  for (let look = 0; look < 5; look += 1) {
    process.cpuMs += 101
    process.residentBytes += 50 * mega
    clock.advance(10_000)
  }
  process.residentBytes = 57 * mega
  clock.advance(60_000)
  deepStrictEqual(collections, [])
})

test('nobody looks any more after the end', () => {
  const { clock, process, collections, watch } = watchedProcess()
  process.residentBytes = 200 * mega
  watch.stop()
  clock.advance(60_000)
  deepStrictEqual(collections, [])
})
