import * as fs from 'node:fs'
import { promisify } from 'node:util'
import { lockFile } from './directory-lock.ts'
import type { File, Files, OpenMode } from './files.ts'

const { O_CREAT, O_RDONLY, O_RDWR } = fs.constants
// Windows has no such flag, and no way to plant a link without rights that make it pointless.
const O_NOFOLLOW = process.platform === 'win32' ? 0 : fs.constants.O_NOFOLLOW

const openFlags: Readonly<Record<OpenMode, number>> = {
  read: O_RDONLY | O_NOFOLLOW,
  update: O_RDWR | O_NOFOLLOW,
  create: O_RDWR | O_CREAT | O_NOFOLLOW,
}

// What is in a log may be anybody's secret: only the user who runs us may look.
const fileMode = 0o600
const directoryMode = 0o700

// A vectored write takes at most 1024 parts (IOV_MAX). libuv would split longer ones itself, but
// goes on after a short write as if it had been a whole one.
const partsMax = 1024

const open = promisify(fs.open)
const close = promisify(fs.close)
const fdatasync = promisify(fs.fdatasync)
const fsync = promisify(fs.fsync)
const ftruncate = promisify(fs.ftruncate)
const fstat = promisify(fs.fstat)

/** The file system of the machine. Never follows a link in the last place of a file's path. */
export const systemFiles: Files = {
  async open(path, mode) {
    return new SystemFile(await open(path, openFlags[mode], fileMode))
  },
  async list(path) {
    try {
      return await fs.promises.readdir(path)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return []
      throw error
    }
  },
  async exists(path) {
    try {
      await fs.promises.lstat(path)
      return true
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    }
  },
  async makeDirectory(path) {
    await fs.promises.mkdir(path, { recursive: true, mode: directoryMode })
  },
  rename: (from, to) => fs.promises.rename(from, to),
  remove: (path) => fs.promises.rm(path, { recursive: true, force: true }),
  async syncDirectory(path) {
    // NTFS keeps names in a journal of its own; a directory cannot be opened for syncing there.
    if (process.platform === 'win32') return
    const directory = await open(path, O_RDONLY)
    try {
      await fsync(directory)
    } finally {
      await close(directory)
    }
  },
  async space(path) {
    const volume = await fs.promises.statfs(path)
    return {
      totalBytes: volume.blocks * volume.bsize,
      usableBytes: volume.bavail * volume.bsize,
    }
  },
  lock: (path) => new Promise((resolve) => resolve(lockFile(path))),
}

class SystemFile implements File {
  readonly #descriptor: number

  constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  async read(target: Uint8Array, position: number): Promise<number> {
    let filled = 0
    while (filled < target.length) {
      const count = await readSome(this.#descriptor, target, filled, position + filled)
      if (count === 0) break // The end of the file.
      filled += count
    }
    return filled
  }

  async write(parts: readonly Uint8Array[], position: number): Promise<void> {
    let at = position
    for (let index = 0; index < parts.length; index += partsMax) {
      at += await writeAll(this.#descriptor, parts.slice(index, index + partsMax), at)
    }
  }

  sync(): Promise<void> {
    return fdatasync(this.#descriptor)
  }

  truncate(sizeBytes: number): Promise<void> {
    return ftruncate(this.#descriptor, sizeBytes)
  }

  async sizeBytes(): Promise<number> {
    return (await fstat(this.#descriptor)).size
  }

  close(): Promise<void> {
    return close(this.#descriptor)
  }
}

/** Writes `parts`, however many calls it takes, and returns their size. */
async function writeAll(
  descriptor: number,
  parts: readonly Uint8Array[],
  position: number,
): Promise<number> {
  let rest = parts.filter((part) => part.length > 0)
  let at = position
  while (rest.length > 0) {
    const written = await writeSome(descriptor, rest, at)
    at += written
    rest = without(rest, written)
  }
  return at - position
}

/** What is left of `parts` after their first `written` bytes. */
function without(parts: readonly Uint8Array[], written: number): Uint8Array[] {
  let skipped = 0
  let rest = written
  while (skipped < parts.length && rest >= parts[skipped]!.length) {
    rest -= parts[skipped]!.length
    skipped += 1
  }
  const left = parts.slice(skipped)
  if (rest > 0) left[0] = left[0]!.subarray(rest)
  return left
}

function readSome(
  descriptor: number,
  target: Uint8Array,
  offset: number,
  position: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = target.length - offset
    fs.read(descriptor, target, offset, length, position, (error, count) => {
      if (error === null) resolve(count)
      else reject(error)
    })
  })
}

function writeSome(
  descriptor: number,
  parts: readonly Uint8Array[],
  position: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    fs.writev(descriptor, parts, position, (error, count) => {
      if (error === null) resolve(count)
      else reject(error)
    })
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
