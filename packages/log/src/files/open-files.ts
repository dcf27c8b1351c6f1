import type { File, Files } from '@barnabus/base'

type SlotMode = 'update' | 'create'

interface Slot {
  readonly file: Promise<File>
  readonly mode: SlotMode
  users: number
  /** Written to since its last sync. */
  unsynced: boolean
  /** Out of the cache: whoever uses it last closes it. */
  retired: boolean
}

/**
 * Files by path, with a bounded number of descriptors behind them: a partition costs none while
 * nobody touches it.
 *
 * A file with unsynced writes is synced before its descriptor goes. A descriptor opened later could
 * miss a write error that the operating system reports only once.
 */
export class OpenFiles {
  readonly #files: Files
  readonly #openMax: number
  readonly #syncFailed: (path: string, cause: unknown) => void
  readonly #slots = new Map<string, Slot>() // The least recently used comes first.
  readonly #retiring = new Map<string, Promise<void>>()

  constructor(options: {
    readonly files: Files
    readonly openMax: number
    readonly syncFailed: (path: string, cause: unknown) => void
  }) {
    this.#files = options.files
    this.#openMax = options.openMax
    this.#syncFailed = options.syncFailed
  }

  /** Fills `target` as far as the file reaches. */
  read(path: string, target: Uint8Array, position: number): Promise<number> {
    return this.#use(path, 'update', ({ file }) => file.read(target, position))
  }

  /** Writes all of `parts`; makes the file if there is none. */
  write(path: string, parts: readonly Uint8Array[], position: number): Promise<void> {
    return this.#change(path, (file) => file.write(parts, position))
  }

  /** Makes the file if there is none. There is nothing in it to be synced. */
  touch(path: string): Promise<void> {
    return this.#use(path, 'create', () => Promise.resolve())
  }

  truncate(path: string, sizeBytes: number): Promise<void> {
    return this.#change(path, (file) => file.truncate(sizeBytes))
  }

  sizeBytes(path: string): Promise<number> {
    return this.#use(path, 'update', ({ file }) => file.sizeBytes())
  }

  /** What was written through this cache is on disk when it resolves. */
  async sync(path: string): Promise<void> {
    await this.#retiring.get(path)
    if (this.#slots.get(path)?.unsynced !== true) return // Synced when its descriptor went.
    await this.#use(path, 'update', async ({ file, slot }) => {
      slot.unsynced = false
      await file.sync()
    })
  }

  /** The next sync is to be a real one: an earlier process may have written without syncing. */
  async distrust(path: string): Promise<void> {
    await this.#use(path, 'update', ({ slot }) => {
      slot.unsynced = true
      return Promise.resolve()
    })
  }

  /** Lets go of the descriptor, without a sync: the file is about to be renamed or removed. */
  async forget(path: string): Promise<void> {
    await this.#retiring.get(path)
    const slot = this.#slots.get(path)
    if (slot === undefined) return
    this.#slots.delete(path)
    slot.unsynced = false
    await this.#retire(path, slot)
  }

  /** Closes everything; nobody may be using it any more. */
  async close(): Promise<void> {
    for (const [path, slot] of [...this.#slots]) {
      this.#slots.delete(path)
      await this.#retire(path, slot)
    }
    await Promise.all(this.#retiring.values())
  }

  async #change(path: string, change: (file: File) => Promise<void>): Promise<void> {
    await this.#use(path, 'create', async ({ file, slot }) => {
      slot.unsynced = true
      await change(file)
      slot.unsynced = true // A sync that ran meanwhile may not have seen all of it.
    })
  }

  async #use<Result>(
    path: string,
    mode: SlotMode,
    action: (open: { readonly file: File; readonly slot: Slot }) => Promise<Result>,
  ): Promise<Result> {
    const slot = this.#take(path, mode)
    try {
      const file = await this.#opened(path, slot)
      // A reader who came first may have found no file where a writer is to make one.
      if (file === undefined && mode !== slot.mode) return await this.#use(path, mode, action)
      return await action({ file: file ?? (await slot.file), slot })
    } finally {
      slot.users -= 1
      if (slot.retired && slot.users === 0) await this.#retire(path, slot)
    }
  }

  /** The caller is one of its users now. */
  #take(path: string, mode: SlotMode): Slot {
    let slot = this.#slots.get(path)
    if (slot === undefined) {
      const file = this.#files.open(path, mode)
      file.catch(() => undefined) // Each user hears of it; none may have come yet.
      slot = { file, mode, users: 0, unsynced: false, retired: false }
    } else {
      this.#slots.delete(path)
    }
    this.#slots.set(path, slot)
    slot.users += 1
    if (this.#slots.size > this.#openMax) this.#evict()
    return slot
  }

  /** Undefined: it cannot be opened; whoever tries after this opens it anew. */
  async #opened(path: string, slot: Slot): Promise<File | undefined> {
    try {
      return await slot.file
    } catch {
      if (this.#slots.get(path) === slot) this.#slots.delete(path)
      return undefined // The slot's promise still tells why.
    }
  }

  #evict(): void {
    for (const [path, slot] of this.#slots) {
      if (slot.users > 0) continue
      if (this.#retiring.has(path)) continue
      this.#slots.delete(path)
      void this.#retire(path, slot)
      if (this.#slots.size <= this.#openMax) return
    }
  }

  async #retire(path: string, slot: Slot): Promise<void> {
    slot.retired = true
    if (slot.users > 0) return
    const closing = this.#syncAndClose(path, slot)
    this.#retiring.set(path, closing)
    await closing
    if (this.#retiring.get(path) === closing) this.#retiring.delete(path)
  }

  async #syncAndClose(path: string, slot: Slot): Promise<void> {
    try {
      const file = await slot.file
      if (slot.unsynced) await file.sync()
      await file.close()
    } catch (error) {
      if (slot.unsynced) this.#syncFailed(path, error)
    }
  }
}
