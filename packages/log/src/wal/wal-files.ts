import type { File, Files } from '@barnabus/base'
import { fileHeaderSize, type WalFormat } from './wal-format.ts'
import { walFileName } from './wal-file-names.ts'

/** A file of the write-ahead log. Positions in it follow from LSNs. */
export interface WalFile {
  readonly path: string
  readonly startLsn: number
  /** The LSN after its last entry; grows while it is the newest. */
  endLsn: number
}

/** The file that is being written. */
export interface OpenWalFile {
  readonly walFile: WalFile
  readonly file: File
}

/** Where in its file an LSN is. */
export function positionOf(file: Pick<WalFile, 'startLsn'>, lsn: number): number {
  return fileHeaderSize + (lsn - file.startLsn)
}

/**
 * Makes files for the write-ahead log and reuses them.
 *
 * To overwrite a file costs a sync about half of what growing one costs, since its size and its
 * blocks stay: so files that are no longer needed become the next ones.
 */
export class WalFiles {
  readonly #files: Files
  readonly #directory: string
  readonly #format: WalFormat
  readonly #sparesMax: number
  readonly #unsynced: boolean
  readonly #spares: string[] = []
  #spareNumber = 0

  constructor(options: {
    readonly files: Files
    readonly directory: string
    readonly format: WalFormat
    readonly sparesMax: number
    /** Whether acknowledgements do not wait for the disk. */
    readonly unsynced: boolean
  }) {
    this.#files = options.files
    this.#directory = options.directory
    this.#format = options.format
    this.#sparesMax = options.sparesMax
    this.#unsynced = options.unsynced
  }

  /** A file that begins with `startLsn`; it and its name are on disk when this resolves. */
  async create(startLsn: number): Promise<OpenWalFile> {
    const path = `${this.#directory}/${walFileName(startLsn)}`
    const unnamed = this.#spares.pop() ?? this.#spareName()
    const file = await this.#files.open(unnamed, 'create')
    try {
      await file.write([this.#format.fileHeader({ startLsn, unsynced: this.#unsynced })], 0)
      await file.sync()
      await this.#files.rename(unnamed, path)
      await this.#files.syncDirectory(this.#directory)
    } catch (error) {
      await file.close()
      this.#spares.push(unnamed) // It may have got its name: then the next rename replaces it.
      throw error
    }
    return { walFile: { path, startLsn, endLsn: startLsn }, file }
  }

  /** Keeps a file that nobody needs any more for reuse, or removes it if there are enough. */
  async release(walFile: WalFile): Promise<void> {
    if (this.#spares.length >= this.#sparesMax) {
      await this.#files.remove(walFile.path)
      return
    }
    const spare = this.#spareName()
    await this.#files.rename(walFile.path, spare)
    this.#spares.push(spare)
  }

  remove(walFile: WalFile): Promise<void> {
    return this.#files.remove(walFile.path)
  }

  async removeSpares(): Promise<void> {
    for (const spare of this.#spares.splice(0)) await this.#files.remove(spare)
  }

  #spareName(): string {
    this.#spareNumber += 1
    return `${this.#directory}/spare-${this.#spareNumber}`
  }
}
