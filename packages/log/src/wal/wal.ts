import { assert, type Clock, type OperatingError } from '@barnabus/base'
import type { DirectoryFailure } from '../directory/directory-failure.ts'
import { isShortage } from '../files/file-problems.ts'
import { Group, encodeGroup, type WalEntry } from './group.ts'
import { positionOf, type OpenWalFile, type WalFile, type WalFiles } from './wal-files.ts'
import { endGroupSize, fileHeaderSize, type WalFormat } from './wal-format.ts'

// More at once makes the first wait longer for the last than it saves (measured, see log.bench.ts).
const groupBytesMax = 4 * 1024 * 1024

const diskFullRetryMs = 250

export interface WalOptions<Entry extends WalEntry> {
  readonly format: WalFormat
  readonly walFiles: WalFiles
  readonly clock: Clock
  readonly failure: DirectoryFailure
  readonly fileSizeMax: number
  readonly syncBeforeAck: boolean
  /** Called once per group, before its promise resolves: these entries may be acknowledged. */
  readonly onCommit: (entries: readonly Entry[]) => void
  /** Called when the disk turns out to be full: gives back what can be spared. */
  readonly makeRoom: () => Promise<void>
}

/**
 * The write-ahead log: makes entries of all partitions durable, many with one write and one sync.
 *
 * While one group is on its way to disk the next one collects whatever comes, so groups grow with
 * the load and nobody waits for a timer.
 */
export class Wal<Entry extends WalEntry> {
  readonly #options: WalOptions<Entry>
  #collecting: Group<Entry> | undefined
  readonly #waiting: Group<Entry>[] = []
  #running: Promise<void> | undefined
  readonly #older: WalFile[] = []
  #current: OpenWalFile
  #nextLsn: number
  #syncedLsn: number
  #committedLsn: number
  #diskFull = false
  #closing = false
  #wakeUp: (() => void) | undefined

  private constructor(options: WalOptions<Entry>, current: OpenWalFile, older: readonly WalFile[]) {
    this.#options = options
    this.#current = current
    this.#older.push(...older)
    this.#nextLsn = current.walFile.startLsn
    this.#syncedLsn = current.walFile.startLsn
    this.#committedLsn = current.walFile.startLsn
  }

  /** Starts a new file at `startLsn`; `older` are kept until `release` lets go of them. */
  static async start<Entry extends WalEntry>(
    options: WalOptions<Entry>,
    startLsn: number,
    older: readonly WalFile[],
  ): Promise<Wal<Entry>> {
    return new Wal(options, await options.walFiles.create(startLsn), older)
  }

  /** Everything before it has been acknowledged, and its owners know. */
  get committedLsn(): number {
    return this.#committedLsn
  }

  /** The files that are no longer written to, the oldest first. */
  get olderFiles(): readonly WalFile[] {
    return this.#older
  }

  /** The disk is full: what was taken waits until there is room, more must not be taken. */
  get diskFull(): boolean {
    return this.#diskFull
  }

  /** Queues `entry`. The promise is shared by its group and resolves when it may be acknowledged. */
  enqueue(entry: Entry, options: { readonly mustSync?: boolean } = {}): Promise<void> {
    const failed = this.#options.failure.error
    if (failed !== undefined) return rejected(failed)
    const group = this.#open()
    group.add(entry)
    if (options.mustSync === true) group.mustSync = true
    return group.durable
  }

  /** Everything queued so far is on disk when this resolves, whatever acknowledgements wait for. */
  sync(): Promise<void> {
    const failed = this.#options.failure.error
    if (failed !== undefined) return rejected(failed)
    const group = this.#open()
    group.mustSync = true
    return group.durable
  }

  /** Lets go of files that end at or before `lsn`, except those that `keep` wants. */
  async release(lsn: number, keep: (file: WalFile) => boolean): Promise<void> {
    for (const walFile of [...this.#older]) {
      if (walFile.endLsn > lsn || keep(walFile)) continue
      this.#older.splice(this.#older.indexOf(walFile), 1)
      await this.#options.walFiles.release(walFile)
    }
  }

  /** Ends after what is queued. Removes nothing: see `discard`. */
  async close(): Promise<void> {
    this.#closing = true
    this.#wakeUp?.()
    await this.#running
    await this.#current.file.close()
  }

  /** After a clean stop: nothing in here is needed any more, except what `keep` wants. */
  async discard(keep: (file: WalFile) => boolean): Promise<void> {
    await this.#options.walFiles.removeSpares()
    for (const walFile of [...this.#older, this.#current.walFile]) {
      if (!keep(walFile)) await this.#options.walFiles.remove(walFile)
    }
  }

  /** The group that still takes entries. */
  #open(): Group<Entry> {
    assert(!this.#closing, 'the write-ahead log is closed')
    if (this.#collecting === undefined || this.#collecting.sizeBytes >= groupBytesMax) {
      this.#collecting = new Group()
      this.#waiting.push(this.#collecting)
    }
    this.#running ??= this.#run()
    return this.#collecting
  }

  async #run(): Promise<void> {
    await Promise.resolve() // Takes in what the same request appends to other partitions.
    for (let group = this.#next(); group !== undefined; group = this.#next()) {
      try {
        await this.#commit(group)
      } catch (error) {
        this.#rejectAll(group, this.#options.failure.fail('write the write-ahead log', error))
      }
    }
    this.#running = undefined
  }

  #next(): Group<Entry> | undefined {
    const group = this.#waiting.shift()
    if (group === this.#collecting) this.#collecting = undefined
    return group
  }

  async #commit(group: Group<Entry>): Promise<void> {
    if (group.entries.length > 0) {
      if (!this.#hasRoomFor(group.sizeBytes)) await this.#roll()
      await this.#write(group)
    }
    if (this.#options.syncBeforeAck || group.mustSync) await this.#sync()
    this.#committedLsn = this.#nextLsn
    this.#options.onCommit(group.entries)
    group.resolve()
  }

  /** Writes at the end of the current file; waits there while the disk is full. */
  async #write(group: {
    readonly entries: readonly WalEntry[]
    readonly sizeBytes: number
  }): Promise<void> {
    const { walFile, file } = this.#current
    const lsn = this.#nextLsn
    const place = { lsn, durableLsn: this.#syncedLsn }
    const parts = encodeGroup(this.#options.format, group, place)
    await this.#whileDiskFull(() => file.write(parts, positionOf(walFile, lsn)))
    this.#nextLsn = lsn + group.sizeBytes
    walFile.endLsn = this.#nextLsn
  }

  async #sync(): Promise<void> {
    const lsn = this.#nextLsn
    if (this.#syncedLsn === lsn) return
    await this.#current.file.sync()
    this.#syncedLsn = lsn
  }

  #hasRoomFor(sizeBytes: number): boolean {
    const { walFile } = this.#current
    const position = positionOf(walFile, this.#nextLsn)
    // A group larger than a whole file gets a file to itself, which is then larger too.
    if (position === fileHeaderSize) return true
    return position + sizeBytes + endGroupSize <= this.#options.fileSizeMax
  }

  /**
   * Goes on in a new file. The new one is on disk first, then the old one says where it begins: so
   * a new file proves the old one complete, and its absence is noticed.
   */
  async #roll(): Promise<void> {
    await this.#sync()
    const old = this.#current
    const startLsn = this.#nextLsn + endGroupSize
    const next = await this.#whileDiskFull(() => this.#options.walFiles.create(startLsn))
    await this.#write({ entries: [nextFileEntry(startLsn)], sizeBytes: endGroupSize })
    await this.#sync()
    assert(this.#nextLsn === startLsn, 'roll: the end of a file and its successor disagree')
    await old.file.close()
    this.#older.push(old.walFile)
    this.#current = next
  }

  /** A write that found no room changed nothing that counts: the same write again will do. */
  async #whileDiskFull<Result>(write: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        const result = await write()
        this.#diskFull = false
        return result
      } catch (error) {
        if (!isShortage(error) || this.#closing) throw error
        const isNews = !this.#diskFull
        this.#diskFull = true
        if (isNews) await this.#options.makeRoom()
        else await this.#pause()
      }
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#options.clock.after(diskFullRetryMs, resolve)
      this.#wakeUp = () => {
        timer.cancel()
        resolve()
      }
    })
  }

  #rejectAll(first: Group<Entry>, error: OperatingError): void {
    first.reject(error)
    for (const group of this.#waiting.splice(0)) group.reject(error)
    this.#collecting = undefined
  }
}

function nextFileEntry(startLsn: number): WalEntry {
  const body = new Uint8Array(8)
  new DataView(body.buffer).setBigUint64(0, BigInt(startLsn))
  return { kind: 'nextFile', topicId: new Uint8Array(16), partition: -1, body }
}

function rejected(error: OperatingError): Promise<never> {
  const promise = Promise.reject<never>(error)
  promise.catch(() => undefined)
  return promise
}
