import type { DirectoryLock, File, Files, OpenMode, VolumeSpace } from './files.ts'

const sizeBytesMin = 4096

/** A file system in memory: gone with the process, and durable for nobody. Paths are absolute. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Content>()
  readonly #directories = new Set<string>()
  readonly #locks = new Set<string>()

  async open(path: string, mode: OpenMode): Promise<File> {
    let content = this.#files.get(path)
    if (content === undefined) {
      if (mode !== 'create' || !this.#isDirectory(parentOf(path))) throw missing(path)
      content = new Content()
      this.#files.set(path, content)
    }
    return fileOf(content)
  }

  async list(path: string): Promise<readonly string[]> {
    const names = new Set<string>()
    for (const known of this.#below(path)) names.add(known.slice(path.length + 1).split('/')[0]!)
    return [...names]
  }

  async exists(path: string): Promise<boolean> {
    return this.#files.has(path) || this.#isDirectory(path)
  }

  async makeDirectory(path: string): Promise<void> {
    for (let at = path; !isRoot(at); at = parentOf(at)) this.#directories.add(at)
  }

  async rename(from: string, to: string): Promise<void> {
    const content = this.#files.get(from)
    if (content !== undefined) {
      this.#files.delete(from)
      this.#files.set(to, content)
      return
    }
    if (!this.#directories.delete(from)) throw missing(from)
    this.#directories.add(to)
    for (const path of this.#below(from)) this.#move(path, `${to}${path.slice(from.length)}`)
  }

  async remove(path: string): Promise<void> {
    for (const known of [path, ...this.#below(path)]) {
      this.#files.delete(known)
      this.#directories.delete(known)
    }
  }

  async syncDirectory(): Promise<void> {
    // Nothing outlives the process.
  }

  async space(): Promise<VolumeSpace> {
    return { totalBytes: -1, usableBytes: -1 }
  }

  async lock(path: string): Promise<DirectoryLock | undefined> {
    if (this.#locks.has(path)) return undefined
    this.#locks.add(path)
    return { release: () => void this.#locks.delete(path) }
  }

  #isDirectory(path: string): boolean {
    return isRoot(path) || this.#directories.has(path)
  }

  #below(path: string): readonly string[] {
    const paths = [...this.#files.keys(), ...this.#directories]
    return paths.filter((known) => known.startsWith(`${path}/`))
  }

  #move(from: string, to: string): void {
    const content = this.#files.get(from)
    if (content === undefined) {
      this.#directories.delete(from)
      this.#directories.add(to)
      return
    }
    this.#files.delete(from)
    this.#files.set(to, content)
  }
}

/** The bytes of a file, which those who have it open keep when its name is gone. */
class Content {
  #bytes = new Uint8Array(0)
  #sizeBytes = 0

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  read(target: Uint8Array, position: number): number {
    const end = Math.min(position + target.length, this.#sizeBytes)
    const found = this.#bytes.subarray(Math.min(position, end), end)
    target.set(found)
    return found.length
  }

  write(part: Uint8Array, position: number): void {
    this.#reserve(position + part.length)
    this.#bytes.set(part, position)
    this.#sizeBytes = Math.max(this.#sizeBytes, position + part.length)
  }

  resize(sizeBytes: number): void {
    this.#reserve(sizeBytes)
    if (sizeBytes < this.#sizeBytes) this.#bytes.fill(0, sizeBytes, this.#sizeBytes)
    this.#sizeBytes = sizeBytes
  }

  #reserve(sizeBytes: number): void {
    if (sizeBytes <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(sizeBytes, this.#bytes.length * 2, sizeBytesMin))
    larger.set(this.#bytes.subarray(0, this.#sizeBytes))
    this.#bytes = larger
  }
}

function fileOf(content: Content): File {
  return {
    read: async (target, position) => content.read(target, position),
    async write(parts, position) {
      let at = position
      for (const part of parts) {
        content.write(part, at)
        at += part.length
      }
    },
    sync: async () => undefined,
    truncate: async (sizeBytes) => content.resize(sizeBytes),
    sizeBytes: async () => content.sizeBytes,
    close: async () => undefined,
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT', path })
}

function isRoot(path: string): boolean {
  return path === '' || path === '/'
}
