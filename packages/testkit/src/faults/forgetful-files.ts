/**
 * A disk that forgets: bytes that were written but not synced live only in this process.
 *
 * So `kill -9` of a process that runs on it is a power cut: the next process finds each file as its
 * last `sync` left it. Names (create, rename, remove) last at once; the model that forgets names
 * too is the crashing disk.
 */
import type { File, Files } from '@barnabus/base'

type Change =
  | { readonly kind: 'write'; readonly position: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly sizeBytes: number }

/** What a file has been told since its last sync, in order, by whichever handle. */
type Unsynced = Change[]

/** Wraps `real` so that nothing unsynced reaches it. */
export function forgetfulFiles(real: Files): Files {
  const unsyncedByPath = new Map<string, Unsynced>()

  return {
    ...real,
    async open(path, mode) {
      const file = await real.open(path, mode)
      const unsynced = unsyncedByPath.get(path) ?? []
      unsyncedByPath.set(path, unsynced)
      return new ForgetfulFile(file, unsynced)
    },
    async rename(from, to) {
      await real.rename(from, to)
      moveKeys(unsyncedByPath, from, to)
    },
    async remove(path) {
      await real.remove(path)
      for (const known of unsyncedByPath.keys()) {
        if (isWithin(known, path)) unsyncedByPath.delete(known)
      }
    },
  }
}

class ForgetfulFile implements File {
  readonly #real: File
  readonly #unsynced: Unsynced

  constructor(real: File, unsynced: Unsynced) {
    this.#real = real
    this.#unsynced = unsynced
  }

  async read(target: Uint8Array, position: number): Promise<number> {
    const end = Math.min(position + target.length, await this.sizeBytes())
    const wanted = target.subarray(0, Math.max(0, end - position))
    const onDisk = await this.#real.read(wanted, position)
    wanted.fill(0, onDisk)
    for (const change of this.#unsynced) lay(change, wanted, position)
    return wanted.length
  }

  write(parts: readonly Uint8Array[], position: number): Promise<void> {
    let at = position
    for (const part of parts) {
      this.#unsynced.push({ kind: 'write', position: at, bytes: Uint8Array.from(part) })
      at += part.length
    }
    return Promise.resolve()
  }

  truncate(sizeBytes: number): Promise<void> {
    this.#unsynced.push({ kind: 'truncate', sizeBytes })
    return Promise.resolve()
  }

  /** Only what was written before the call; what comes meanwhile waits for the next sync. */
  async sync(): Promise<void> {
    const changes = [...this.#unsynced]
    for (const change of changes) {
      if (change.kind === 'truncate') await this.#real.truncate(change.sizeBytes)
      else await this.#real.write([change.bytes], change.position)
    }
    this.#unsynced.splice(0, changes.length)
  }

  async sizeBytes(): Promise<number> {
    let sizeBytes = await this.#real.sizeBytes()
    for (const change of this.#unsynced) {
      if (change.kind === 'truncate') sizeBytes = change.sizeBytes
      else sizeBytes = Math.max(sizeBytes, change.position + change.bytes.length)
    }
    return sizeBytes
  }

  close(): Promise<void> {
    return this.#real.close()
  }
}

/** Lays what `change` did over the bytes that were read from `position` on. */
function lay(change: Change, bytes: Uint8Array, position: number): void {
  if (change.kind === 'truncate') {
    bytes.fill(0, Math.min(bytes.length, Math.max(0, change.sizeBytes - position)))
    return
  }
  const from = Math.max(change.position, position)
  const to = Math.min(change.position + change.bytes.length, position + bytes.length)
  if (from >= to) return
  bytes.set(change.bytes.subarray(from - change.position, to - change.position), from - position)
}

function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`)
}

function moveKeys(unsyncedByPath: Map<string, Unsynced>, from: string, to: string): void {
  for (const [path, unsynced] of unsyncedByPath) {
    if (!isWithin(path, from)) continue
    unsyncedByPath.delete(path)
    unsyncedByPath.set(to + path.slice(from.length), unsynced)
  }
}
