import { Buffer } from 'node:buffer'
import { dirname, join, resolve } from 'node:path'

import { systemFiles, type Files } from '@barnabus/base'

import { claimKeyOf, requireClaimKey } from './claim-key.ts'
import type { ClaimStore } from './claim-store.ts'

const unfinished = '.unfinished'

/**
 * Keeps claims in a directory that all who publish and read share: a file each, in a directory for
 * each topic. Throws CLAIMS_REFUSED for keys that the bus does not make.
 */
export class DirectoryClaims implements ClaimStore {
  readonly #path: string
  readonly #files: Files

  constructor(path: string, { files = systemFiles }: { readonly files?: Files } = {}) {
    this.#path = path
    this.#files = files
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const { topic, id } = requireClaimKey(key)
    const directory = join(this.#path, topic)
    if (!(await this.#files.exists(directory))) await this.#makeDirectory(directory)
    const path = join(directory, id)
    const file = await this.#files.open(`${path}${unfinished}`, 'create')
    try {
      await file.write([bytes], 0)
      await file.truncate(bytes.length)
      await file.sync()
    } finally {
      await file.close()
    }
    await this.#files.rename(`${path}${unfinished}`, path)
    await this.#files.syncDirectory(directory)
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const path = this.#pathOf(key)
    if (!(await this.#files.exists(path))) return undefined
    const file = await this.#files.open(path, 'read')
    try {
      const bytes = Buffer.allocUnsafeSlow(await file.sizeBytes())
      return bytes.subarray(0, await file.read(bytes, 0))
    } finally {
      await file.close()
    }
  }

  async delete(key: string): Promise<void> {
    const path = this.#pathOf(key)
    await this.#files.remove(path)
    await this.#files.remove(`${path}${unfinished}`)
  }

  /** Also of what was begun and never finished. */
  async *list(olderThan: Date): AsyncGenerator<string, void> {
    for (const topic of await this.#files.list(this.#path)) {
      const names =
        claimKeyOf(`${topic}/${anyId}`) && (await this.#files.list(join(this.#path, topic)))
      const ids = new Set(names?.map((name) => name.replace(unfinished, '')))
      for (const id of ids) {
        const key = `${topic}/${id}`
        const atMs = claimKeyOf(key)?.atMs ?? Infinity
        if (atMs < olderThan.getTime()) yield key
      }
    }
  }

  async #makeDirectory(directory: string): Promise<void> {
    await this.#files.makeDirectory(directory)
    await this.#files.syncDirectory(this.#path)
    await this.#files.syncDirectory(dirname(resolve(this.#path)))
  }

  #pathOf(key: string): string {
    const { topic, id } = requireClaimKey(key)
    return join(this.#path, topic, id)
  }
}

/** Of the form that ids have; for looking at what is before it. */
const anyId = '00000000-0000-7000-8000-000000000000'
