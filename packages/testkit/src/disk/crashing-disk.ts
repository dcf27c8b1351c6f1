/**
 * A disk in memory that can lose power.
 *
 * A process sees what it has written at once. A power cut keeps what was synced and decides by its
 * seed, for everything else, whether it is kept, dropped, torn between sectors, or garbage; and for
 * each name that was created, renamed or removed without syncing its directory, whether that has
 * happened. Whatever a file system may do that POSIX lets it do, some seed does.
 */
import type { File, Files, Random } from '@barnabus/base'
import { seededRandom } from '../seeded-random.ts'
import type { DiskFile } from './disk-file.ts'
import { DiskNames } from './disk-names.ts'

/** What an operation does, and to which path; for those who want to let one fail. */
export interface DiskOperation {
  readonly kind: 'open' | 'read' | 'write' | 'truncate' | 'sync' | 'rename' | 'remove' | 'list'
  readonly path: string
}

/** Says of an operation with which system error code it fails; undefined: it succeeds. */
export type Saboteur = (operation: DiskOperation) => string | undefined

const noSpace = 'ENOSPC'

export class CrashingDisk {
  readonly #seed: number
  readonly #random: Random
  #names = new DiskNames()
  #generation = 0
  #operations = 0
  #cutAt = Infinity
  #onCut: () => void = () => undefined
  #lockedBy = new Map<string, number>()
  /** Lets operations fail. */
  saboteur: Saboteur = () => undefined
  /** No more bytes than these fit on the disk. */
  capacityBytes = Infinity

  constructor(seed: number) {
    this.#seed = seed
    this.#random = seededRandom(seed)
  }

  /** A disk with the same files, all of them synced, that lives a life of its own. */
  copy(): CrashingDisk {
    const disk = new CrashingDisk(this.#seed)
    disk.#names = this.#names.copy()
    return disk
  }

  /** How many operations there have been. */
  get operations(): number {
    return this.#operations
  }

  /** The disk as the running process sees it. After a crash only what is asked for then works. */
  get files(): Files {
    return filesOf(this, this.#generation)
  }

  /** Lets the process lose power right before its `count`-th operation from now. */
  cutPowerAfter(count: number): Promise<void> {
    this.#cutAt = this.#operations + count
    return new Promise((resolve) => (this.#onCut = resolve))
  }

  /** The power is gone: what the process did not sync may be lost, and it does nothing any more. */
  cutPower(): void {
    this.#endProcess()
    this.#names = this.#names.afterPowerCut(this.#random)
  }

  /** The process is gone; what it wrote is still there, synced or not. */
  killProcess(): void {
    this.#endProcess()
  }

  /** The content of a file. */
  contentOf(path: string): Uint8Array {
    return Uint8Array.from(this.#fileAt(path).bytes)
  }

  /** The paths of all files. */
  paths(): readonly string[] {
    return [...this.#names.files()].map(([path]) => path).sort()
  }

  /** Changes a file behind everybody's back. */
  damage(path: string, change: (bytes: Uint8Array) => Uint8Array): void {
    this.#fileAt(path).damage(change)
  }

  /** Removes a file behind everybody's back. */
  lose(path: string): void {
    this.#names.remove(path)
    this.#names.sync(path.slice(0, path.lastIndexOf('/')))
  }

  /**
   * Carries out an operation, in one go. Never resolves for a process that is gone; rejects if the
   * operation is to fail.
   */
  async perform<Result>(
    generation: number,
    operation: DiskOperation,
    effect: () => Result,
  ): Promise<Result> {
    if (generation === this.#generation) this.#operations += 1
    if (this.#operations > this.#cutAt && generation === this.#generation) {
      this.cutPower()
      this.#onCut()
    }
    // Operations take their time, and overtake each other.
    for (let turns = this.#random.below(4); turns > 0; turns -= 1) await Promise.resolve()
    if (generation !== this.#generation) await new Promise(() => undefined)
    const code = this.saboteur(operation)
    if (code !== undefined) throw systemError(code, operation.path, syscallOf[operation.kind])
    return effect()
  }

  open(path: string, create: boolean): DiskFile {
    const file = this.#names.file(path) ?? (create ? this.#names.create(path) : undefined)
    if (file === undefined) throw systemError('ENOENT', path)
    return file
  }

  /** Writes as much as there is space for; a full disk may take a part before it says so. */
  write(file: DiskFile, parts: readonly Uint8Array[], position: number, path: string): void {
    let at = position
    for (const part of parts) {
      const room = this.capacityBytes - this.#usedBytes() + Math.max(0, file.sizeBytes - at)
      if (part.length > room) {
        if (room > 0) file.write(part.subarray(0, room), at)
        throw systemError(noSpace, path)
      }
      file.write(part, at)
      at += part.length
    }
  }

  get names(): DiskNames {
    return this.#names
  }

  lock(path: string, generation: number): { release(): void } | undefined {
    if (this.#lockedBy.get(path) === this.#generation) return undefined
    this.#lockedBy.set(path, generation)
    return { release: () => this.#lockedBy.delete(path) }
  }

  #endProcess(): void {
    this.#generation += 1
    this.#cutAt = Infinity
    this.#lockedBy = new Map()
  }

  #usedBytes(): number {
    let sizeBytes = 0
    for (const [, file] of this.#names.files()) sizeBytes += file.sizeBytes
    return sizeBytes
  }

  #fileAt(path: string): DiskFile {
    const file = this.#names.file(path)
    if (file === undefined) throw systemError('ENOENT', path)
    return file
  }
}

function filesOf(disk: CrashingDisk, generation: number): Files {
  const perform = <Result>(
    kind: DiskOperation['kind'],
    path: string,
    effect: () => Result,
  ): Promise<Result> => disk.perform(generation, { kind, path }, effect)
  return {
    open: (path, mode) =>
      perform('open', path, () => {
        return new OpenFile(disk, disk.open(path, mode === 'create'), path, generation)
      }),
    list: (path) => perform('list', path, () => disk.names.list(path)),
    exists: (path) => perform('list', path, () => disk.names.exists(path)),
    makeDirectory: (path) => perform('open', path, () => disk.names.makeDirectory(path)),
    rename: (from, to) =>
      perform('rename', from, () => {
        if (!disk.names.rename(from, to)) throw systemError('ENOENT', from)
      }),
    remove: (path) => perform('remove', path, () => disk.names.remove(path)),
    syncDirectory: (path) => perform('sync', path, () => disk.names.sync(path)),
    space: (path) =>
      perform('list', path, () => {
        return { totalBytes: disk.capacityBytes, usableBytes: disk.capacityBytes }
      }),
    lock: (path) => perform('open', path, () => disk.lock(path, generation)),
  }
}

class OpenFile implements File {
  readonly #disk: CrashingDisk
  readonly #file: DiskFile
  readonly #path: string
  readonly #generation: number
  #isOpen = true

  constructor(disk: CrashingDisk, file: DiskFile, path: string, generation: number) {
    this.#disk = disk
    this.#file = file
    this.#path = path
    this.#generation = generation
  }

  read(target: Uint8Array, position: number): Promise<number> {
    return this.#perform('read', () => this.#file.read(target, position))
  }

  write(parts: readonly Uint8Array[], position: number): Promise<void> {
    return this.#perform('write', () => this.#disk.write(this.#file, parts, position, this.#path))
  }

  sync(): Promise<void> {
    return this.#perform('sync', () => this.#file.sync())
  }

  truncate(sizeBytes: number): Promise<void> {
    return this.#perform('truncate', () => this.#file.truncate(sizeBytes))
  }

  sizeBytes(): Promise<number> {
    return this.#perform('list', () => this.#file.sizeBytes)
  }

  async close(): Promise<void> {
    await this.#perform('open', () => undefined)
    this.#isOpen = false
  }

  #perform<Result>(kind: DiskOperation['kind'], effect: () => Result): Promise<Result> {
    if (!this.#isOpen) return Promise.reject(systemError('EBADF', this.#path))
    return this.#disk.perform(this.#generation, { kind, path: this.#path }, effect)
  }
}

/** What Node calls the system call in its errors, where somebody may look at it. */
const syscallOf: Readonly<Partial<Record<DiskOperation['kind'], string>>> = {
  sync: 'fdatasync',
  write: 'write',
}

function systemError(code: string, path: string, syscall?: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, path, syscall })
}
