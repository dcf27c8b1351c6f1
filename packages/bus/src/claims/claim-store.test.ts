import { deepEqual, equal, rejects } from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { systemClock, systemFiles, systemRandom, type Files } from '@barnabus/base'

import { noSteps } from '../steps.ts'
import { ClaimCheck } from './claim-check.ts'
import type { ClaimStore } from './claim-store.ts'
import { DirectoryClaims } from './directory-claims.ts'

const old = 'orders/01890a5d-ac96-774b-bcce-b302099a8057' // Of July 2023.
const young = 'parcels/01950a5d-ac96-774b-bcce-b302099a8057' // Of February 2025.
const between = new Date('2024-01-01')

test('a directory gives back what was put there, and lists what is older', async () => {
  await using directory = await Directory.make()
  const store = new DirectoryClaims(directory.path)
  const again = new DirectoryClaims(directory.path)
  equal(await store.get(old), undefined)
  deepEqual(await listed(store, new Date()), [])

  await store.put(old, Buffer.from('a longer one'))
  await store.put(old, Buffer.from('short'))
  await store.put(young, Buffer.alloc(0))

  equal(String(await again.get(old)), 'short')
  equal((await again.get(young))?.length, 0)
  deepEqual(await listed(again, between), [old])
  deepEqual(await listed(again, new Date()), [old, young])
  await again.delete(old)
  await again.delete(old)
  deepEqual([await store.get(old), await listed(store, new Date())], [undefined, [young]])
})

test('what could not be put is not there, and can be removed', async () => {
  await using directory = await Directory.make()
  const files: Files = {
    ...systemFiles,
    rename: () => Promise.reject(new Error('no space in the directory')),
  }
  const store = new DirectoryClaims(directory.path, { files })

  await rejects(store.put(old, Buffer.from('x')), /no space/)

  equal(await store.get(old), undefined)
  deepEqual(await listed(store, new Date()), [old])
  await store.delete(old)
  deepEqual(await readdir(join(directory.path, 'orders')), [])
})

test('what a store lists is deleted if it is old, and a key of the bus', async () => {
  const deleted: string[] = []
  const store: ClaimStore = {
    put: () => Promise.resolve(),
    get: () => Promise.resolve(undefined),
    delete: (key) => Promise.resolve(void deleted.push(key)),
    async *list() {
      for (const key of [young, 'somebody-elses', old, `../${old}`])
        yield await Promise.resolve(key)
    },
  }
  const clock = { ...systemClock, nowMs: () => between.getTime() + 1000 }
  const claims = new ClaimCheck({ claims: { store }, clock, random: systemRandom, steps: noSteps })

  equal(await claims.purge('1s'), 1)
  deepEqual(deleted, [old])
})

async function listed(store: ClaimStore, olderThan: Date): Promise<readonly string[]> {
  const keys: string[] = []
  for await (const key of store.list(olderThan)) keys.push(key)
  return keys.toSorted()
}

/** A directory of its own. */
class Directory implements AsyncDisposable {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async make(): Promise<Directory> {
    return new Directory(await mkdtemp(join(tmpdir(), 'barnabus-claims-')))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true })
  }
}
