import { Buffer } from 'node:buffer'
import type { Files } from '@barnabus/base'
import { crc32c, type Uuid } from '@barnabus/protocol'
import { logErrors } from '../errors.ts'
import { WindowReader } from '../files/window-reader.ts'
import type { OpenFiles } from '../files/open-files.ts'
import { startLsnOf, walFileName } from './wal-file-names.ts'
import { positionOf, type WalFile } from './wal-files.ts'
import {
  coveredBatchBytes,
  coveredEntryBytesMax,
  endGroupSize,
  entryHeaderSize,
  fileHeaderSize,
  groupHeaderSize,
  groupMagic,
  type EntryHeader,
  type GroupHeader,
  type WalFormat,
} from './wal-format.ts'

/** An entry for a partition, and where its body is. */
export interface ScannedEntry {
  readonly kind: 'batch' | 'logStart'
  readonly topicId: Uuid
  readonly partition: number
  readonly file: WalFile
  readonly bodyAt: number
  readonly bodySize: number
  /** Of a batch: its first offset and the one after its last. Of a log start: twice that offset. */
  readonly fromOffset: bigint
  readonly toOffset: bigint
}

/** What the write-ahead log held when the last process stopped. */
export interface WalScan {
  readonly entries: readonly ScannedEntry[]
  readonly files: readonly WalFile[]
  /** Where the log may go on. */
  readonly nextLsn: number
  /** The LSN at which an unfinished write was cut off; undefined: there was none. */
  readonly tornAtLsn: number | undefined
  /** Partitions with a damaged batch below what was acknowledged, and where. */
  readonly damaged: readonly DamagedEntry[]
  /** Some of it was acknowledged without a sync: after a power cut its tail may be missing. */
  readonly unsynced: boolean
}

export interface DamagedEntry {
  readonly topicId: Uuid
  readonly partition: number
  readonly path: string
  readonly position: number
}

export interface ScanOptions {
  readonly files: Files
  readonly openFiles: OpenFiles
  readonly directory: string
  readonly format: WalFormat
  /** Everything from here on must be there; undefined: unknown. */
  readonly fromLsn: number | undefined
  /** Older files that were kept, since partitions that are offline have something in them. */
  readonly kept: readonly Pick<WalFile, 'startLsn' | 'endLsn'>[]
}

const windowBytes = 4 * 1024 * 1024

/**
 * Reads the write-ahead log after a stop that was not clean.
 *
 * Bytes that do not hold together are either the end of an unfinished write, which is cut off, or
 * damage to what was acknowledged. The log itself tells them apart: each group says up to where
 * everything was synced before it, and a file with a successor was complete.
 * Throws WAL_DAMAGED and WAL_MISSING; changes nothing.
 */
export async function scanWal(options: ScanOptions): Promise<WalScan> {
  const needed = await neededFiles(options)
  const firstLsn = needed[0]?.walFile.startLsn ?? 0
  const older = options.kept.filter(({ startLsn }) => startLsn < firstLsn)
  return scanFiles(options, [...keptFiles(options, older), ...needed])
}

/** The same after a clean stop, when only what was kept for offline partitions can matter. */
export function scanKeptWal(options: ScanOptions): Promise<WalScan> {
  return scanFiles(options, keptFiles(options, options.kept))
}

async function scanFiles(options: ScanOptions, files: readonly FileToScan[]): Promise<WalScan> {
  const found = new Findings()
  let nextLsn = options.fromLsn ?? 0
  for (const file of files) {
    const sizeBytes = await options.openFiles.sizeBytes(file.walFile.path)
    nextLsn = await new FileScan(options, file, sizeBytes, found).run()
  }
  const { entries, damaged, tornAtLsn, unsynced } = found
  const walFiles = files.map(({ walFile }) => walFile)
  return { entries, damaged, tornAtLsn, unsynced, files: walFiles, nextLsn }
}

class Findings {
  readonly entries: ScannedEntry[] = []
  readonly damaged: DamagedEntry[] = []
  tornAtLsn: number | undefined = undefined
  unsynced = false
}

/** A file to be read, from where on, and the LSN it is known to reach. */
interface FileToScan {
  readonly walFile: WalFile
  /** What is before it is in the segments: nobody needs to know whether it still holds. */
  readonly fromLsn: number
  /** Infinite: unknown, the file is the newest. */
  readonly knownEndLsn: number
}

async function neededFiles(options: ScanOptions): Promise<readonly FileToScan[]> {
  const { directory, fromLsn } = options
  const starts = (await options.files.list(directory))
    .map(startLsnOf)
    .filter((lsn) => lsn !== undefined)
    .sort((a, b) => a - b)
  const needed = starts.filter((_, index) => isNeeded(starts[index + 1], fromLsn))
  const first = needed[0]
  if (fromLsn !== undefined && (first === undefined || first > fromLsn)) {
    throw logErrors.WAL_MISSING(directory, `there is no file with LSN ${fromLsn}`)
  }
  return needed.map((startLsn, index) => {
    const successor = needed[index + 1]
    const knownEndLsn = successor === undefined ? Infinity : successor - endGroupSize
    const file = fileToScan(directory, startLsn, knownEndLsn)
    return { ...file, fromLsn: Math.max(startLsn, fromLsn ?? 0) }
  })
}

function keptFiles(options: ScanOptions, kept: ScanOptions['kept']): readonly FileToScan[] {
  return kept.map(({ startLsn, endLsn }) => fileToScan(options.directory, startLsn, endLsn))
}

function fileToScan(directory: string, startLsn: number, knownEndLsn: number): FileToScan {
  const path = `${directory}/${walFileName(startLsn)}`
  return { walFile: { path, startLsn, endLsn: startLsn }, fromLsn: startLsn, knownEndLsn }
}

/** A file whose successor begins at or below what is needed holds nothing that is. */
function isNeeded(nextStart: number | undefined, fromLsn: number | undefined): boolean {
  return nextStart === undefined || fromLsn === undefined || nextStart > fromLsn
}

class FileScan {
  readonly #options: ScanOptions
  readonly #format: WalFormat
  readonly #file: WalFile
  readonly #fromLsn: number
  readonly #knownEndLsn: number
  readonly #found: Findings
  readonly #reader: WindowReader
  readonly #sizeBytes: number
  #announcedStartLsn: number | undefined

  constructor(
    options: ScanOptions,
    { walFile, fromLsn, knownEndLsn }: FileToScan,
    sizeBytes: number,
    found: Findings,
  ) {
    this.#options = options
    this.#sizeBytes = sizeBytes
    this.#format = options.format
    this.#file = walFile
    this.#fromLsn = fromLsn
    this.#knownEndLsn = knownEndLsn
    this.#found = found
    this.#reader = new WindowReader(
      (target, position) => options.openFiles.read(walFile.path, target, position),
      sizeBytes,
      windowBytes,
    )
  }

  /** Reads the file to its end, and returns where the next one begins. */
  async run(): Promise<number> {
    await this.#checkHeader()
    let lsn: number | undefined = this.#fromLsn
    this.#file.endLsn = lsn
    while (lsn !== undefined && lsn < this.#knownEndLsn && this.#announcedStartLsn === undefined) {
      this.#file.endLsn = lsn
      lsn = await this.#group(lsn)
    }
    this.#file.endLsn = lsn ?? this.#file.endLsn
    const next = this.#announcedStartLsn
    if (next === undefined) return this.#file.endLsn + endGroupSize
    throw logErrors.WAL_MISSING(this.#options.directory, `${walFileName(next)} is gone`)
  }

  async #checkHeader(): Promise<void> {
    const bytes = await this.#reader.view(0, fileHeaderSize)
    const header = bytes && this.#format.readFileHeader(bytes)
    if (header?.startLsn === this.#file.startLsn) {
      this.#found.unsynced ||= header.unsynced
      return
    }
    throw logErrors.WAL_DAMAGED(this.#file.path, 0, 'the header of the file does not hold')
  }

  /** Takes in the group at `lsn` and returns where it ends; undefined: nothing follows. */
  async #group(lsn: number): Promise<number | undefined> {
    const header = await this.#groupHeader(lsn)
    if (header === undefined) return this.#cut(lsn, 'a group begins here that does not hold')
    const end = lsn + header.sizeBytes
    let at = lsn + groupHeaderSize
    for (let index = 0; index < header.entryCount; index += 1) {
      if (at >= this.#knownEndLsn) break // The rest of this group was cut off by a recovery.
      const next = await this.#entry(at, end)
      if (next === undefined) return undefined
      at = next
    }
    return at
  }

  async #groupHeader(lsn: number): Promise<GroupHeader | undefined> {
    const position = positionOf(this.#file, lsn)
    const bytes = await this.#reader.view(position, groupHeaderSize)
    const header = bytes && this.#format.readGroupHeader(bytes)
    return header?.lsn === lsn ? header : undefined
  }

  /** Takes in the entry at `lsn` and returns where it ends; undefined: the log was cut here. */
  async #entry(lsn: number, groupEnd: number): Promise<number | undefined> {
    const position = positionOf(this.#file, lsn)
    const header = await this.#entryHeader(lsn, groupEnd)
    if (header === undefined) return this.#cut(lsn, 'an entry begins here that does not hold')
    const end = lsn + entryHeaderSize + header.bodySize
    const body = await this.#reader.view(position + entryHeaderSize, header.bodySize)
    if (body === undefined || (header.kind === 'batch' && !batchHolds(body))) {
      if (await this.#isBelowDurable(lsn)) this.#reportDamage(header, position)
      else return this.#cutTorn(lsn)
    } else {
      this.#take(header, body, position)
    }
    return end
  }

  async #entryHeader(lsn: number, groupEnd: number): Promise<EntryHeader | undefined> {
    const position = positionOf(this.#file, lsn)
    const sizeBytes = Math.min(coveredEntryBytesMax, groupEnd - lsn, this.#sizeBytes - position)
    const bytes = sizeBytes > 0 ? await this.#reader.view(position, sizeBytes) : undefined
    const header = bytes && this.#format.readEntryHeader(bytes)
    if (header === undefined || header.lsn !== lsn) return undefined
    return lsn + entryHeaderSize + header.bodySize > groupEnd ? undefined : header
  }

  #take(header: EntryHeader, body: Uint8Array, position: number): void {
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
    const value = view.getBigInt64(0)
    const { kind, topicId, partition, bodySize } = header
    if (kind === 'nextFile') {
      this.#announcedStartLsn = Number(value)
      return
    }
    const toOffset = kind === 'batch' ? value + BigInt(view.getInt32(23) + 1) : value
    const bodyAt = position + entryHeaderSize
    const place = { file: this.#file, bodyAt, bodySize, fromOffset: value, toOffset }
    this.#found.entries.push({ kind, topicId, partition, ...place })
  }

  #reportDamage(header: EntryHeader, position: number): void {
    const { topicId, partition } = header
    this.#found.damaged.push({ topicId, partition, path: this.#file.path, position })
  }

  /** What does not hold at `lsn` is cut off if nobody can have relied on it. */
  async #cut(lsn: number, detail: string): Promise<undefined> {
    if (await this.#isBelowDurable(lsn)) {
      throw logErrors.WAL_DAMAGED(this.#file.path, positionOf(this.#file, lsn), detail)
    }
    return this.#cutTorn(lsn)
  }

  #cutTorn(lsn: number): undefined {
    if (positionOf(this.#file, lsn) < this.#sizeBytes) this.#found.tornAtLsn = lsn
    this.#file.endLsn = lsn
    return undefined
  }

  /** Whether something written later says that everything up to past `lsn` had been synced. */
  async #isBelowDurable(lsn: number): Promise<boolean> {
    if (this.#knownEndLsn !== Infinity) return true
    let position = positionOf(this.#file, lsn) + 1
    for (;;) {
      const sizeBytes = Math.min(windowBytes, this.#sizeBytes - position)
      if (sizeBytes < groupHeaderSize) return false
      const window = await this.#reader.view(position, sizeBytes)
      if (window === undefined) return false
      for (const header of this.#groupHeadersIn(window, position)) {
        if (header.durableLsn > lsn) return true
      }
      position += sizeBytes - groupHeaderSize + 1
    }
  }

  /** The headers of groups that belong where they are; `window` begins at `position`. */
  *#groupHeadersIn(window: Uint8Array, position: number): Generator<GroupHeader> {
    const buffer = Buffer.from(window.buffer, window.byteOffset, window.byteLength)
    let at = buffer.indexOf(groupMagic)
    while (at >= 0 && at + groupHeaderSize <= window.length) {
      const header = this.#format.readGroupHeader(window.subarray(at))
      const lsn = this.#file.startLsn + position + at - fileHeaderSize
      if (header?.lsn === lsn) yield header
      at = buffer.indexOf(groupMagic, at + 1)
    }
  }
}

/** The part that the entry's checksum does not cover; the covered part holds the checksum of it. */
function batchHolds(batch: Uint8Array): boolean {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength)
  return view.getUint32(17) === crc32c(batch.subarray(coveredBatchBytes))
}

/** Under which the entries of a partition are looked up. */
export function partitionKey(topicId: Uuid, partition: number): string {
  return `${topicId}/${partition}`
}
