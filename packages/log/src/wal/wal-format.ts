import { batchHeaderSize, crc32c, uuidFromBytes, type Uuid } from '@barnabus/protocol'

/**
 * What a file of the write-ahead log looks like.
 *
 *   file   = header (64 bytes), group*
 *   group  = header (40 bytes), entry+          one write, one sync
 *   entry  = header (40 bytes), body
 *
 * Positions in the log are LSNs: bytes since its very beginning, file headers not counted. Each
 * group and entry says its own, so the bytes that an earlier life of a recycled file left behind
 * are never taken for new ones. All checksums begin with the directory's id, so neither are those
 * of another directory, nor bytes that a client sent.
 */
export const fileHeaderSize = 64
export const groupHeaderSize = 40
export const entryHeaderSize = 40

/** Of a batch, the entry's checksum covers what the batch's own checksum does not, and that sum. */
export const coveredBatchBytes = 21

/** The last group of a file that has a successor: an entry that says where it begins. */
export const endGroupSize = groupHeaderSize + entryHeaderSize + 8

/** What an entry says. */
export type EntryKind = 'batch' | 'logStart' | 'nextFile'

const kinds: readonly (EntryKind | undefined)[] = [undefined, 'batch', 'logStart', 'nextFile']
const fileMagic = 0x42_57_41_4c // BWAL
const formatVersion = 1
const unsyncedFlag = 1

/** The first bytes of every group, for those who look for one. */
export const groupMagic: Uint8Array = Uint8Array.of(0x62, 0x57, 0x47, 0x21)

export interface FileHeader {
  readonly startLsn: number
  /** Whether what is in it is acknowledged before it is synced. */
  readonly unsynced: boolean
}

export interface GroupHeader {
  readonly sizeBytes: number
  readonly entryCount: number
  readonly lsn: number
  /** Everything before this was synced when the group was written. */
  readonly durableLsn: number
}

export interface EntryHeader {
  readonly kind: EntryKind
  readonly bodySize: number
  readonly partition: number
  readonly topicId: Uuid
  readonly lsn: number
}

/** Reads and writes the headers of one directory's write-ahead log. */
export class WalFormat {
  readonly #seed: number

  constructor(directoryId: Uint8Array) {
    this.#seed = crc32c(directoryId)
  }

  fileHeader(header: FileHeader): Uint8Array {
    const bytes = new Uint8Array(fileHeaderSize)
    const view = viewOf(bytes)
    view.setUint32(0, fileMagic)
    view.setUint32(8, formatVersion)
    setUint53(view, 16, header.startLsn)
    view.setUint32(24, header.unsynced ? unsyncedFlag : 0)
    view.setUint32(4, crc32c(bytes.subarray(8), this.#seed))
    return bytes
  }

  /** Undefined: this is no header of ours, or a damaged one. */
  readFileHeader(bytes: Uint8Array): FileHeader | undefined {
    const view = viewOf(bytes)
    if (view.getUint32(0) !== fileMagic) return undefined
    if (view.getUint32(4) !== crc32c(bytes.subarray(8, fileHeaderSize), this.#seed))
      return undefined
    return { startLsn: getUint53(view, 16), unsynced: view.getUint32(24) === unsyncedFlag }
  }

  /** Writes a group's header into `bytes`, which begin with room for it. */
  writeGroupHeader(bytes: Uint8Array, header: GroupHeader): void {
    const view = viewOf(bytes)
    bytes.set(groupMagic)
    view.setUint32(8, header.sizeBytes)
    view.setUint32(12, header.entryCount)
    setUint53(view, 16, header.lsn)
    setUint53(view, 24, header.durableLsn)
    view.setBigUint64(32, 0n) // Free for what is to come.
    view.setUint32(4, crc32c(bytes.subarray(8, groupHeaderSize), this.#seed))
  }

  readGroupHeader(bytes: Uint8Array): GroupHeader | undefined {
    const view = viewOf(bytes)
    for (let index = 0; index < groupMagic.length; index += 1) {
      if (bytes[index] !== groupMagic[index]) return undefined
    }
    if (view.getUint32(4) !== crc32c(bytes.subarray(8, groupHeaderSize), this.#seed)) {
      return undefined
    }
    return {
      sizeBytes: view.getUint32(8),
      entryCount: view.getUint32(12),
      lsn: getUint53(view, 16),
      durableLsn: getUint53(view, 24),
    }
  }

  /**
   * Writes an entry's header into `bytes`, which go on with the covered start of its body: 21 bytes
   * of a batch, or all of any other body.
   */
  writeEntryHeader(
    bytes: Uint8Array,
    header: Omit<EntryHeader, 'topicId'> & { readonly topicId: Uint8Array },
  ): void {
    const view = viewOf(bytes)
    view.setUint32(4, kinds.indexOf(header.kind) << 24)
    view.setUint32(8, header.bodySize)
    view.setInt32(12, header.partition)
    bytes.set(header.topicId, 16)
    setUint53(view, 32, header.lsn)
    view.setUint32(0, crc32c(bytes.subarray(4), this.#seed))
  }

  /** The header at the start of `bytes`, with the covered start of its body; undefined: damaged. */
  readEntryHeader(bytes: Uint8Array): EntryHeader | undefined {
    if (bytes.length < entryHeaderSize) return undefined
    const view = viewOf(bytes)
    const kind = kinds[bytes[4]!]
    if (kind === undefined) return undefined
    const bodySize = view.getUint32(8)
    const coveredSize = entryHeaderSize + coveredBodyBytes(kind, bodySize)
    if (coveredSize > bytes.length || (kind === 'batch' && bodySize < batchHeaderSize)) {
      return undefined
    }
    const covered = bytes.subarray(4, coveredSize)
    if (view.getUint32(0) !== crc32c(covered, this.#seed)) return undefined
    return {
      kind,
      bodySize,
      partition: view.getInt32(12),
      topicId: uuidFromBytes(bytes.subarray(16, 32)),
      lsn: getUint53(view, 32),
    }
  }
}

/** How much of a body the entry's own checksum covers. */
export function coveredBodyBytes(kind: EntryKind, bodySize: number): number {
  return kind === 'batch' ? coveredBatchBytes : bodySize
}

/** Any entry's header with the covered start of its body fits into this. */
export const coveredEntryBytesMax = entryHeaderSize + coveredBatchBytes

const twoTo32 = 2 ** 32

function setUint53(view: DataView, at: number, value: number): void {
  view.setUint32(at, Math.floor(value / twoTo32))
  view.setUint32(at + 4, value >>> 0)
}

function getUint53(view: DataView, at: number): number {
  return view.getUint32(at) * twoTo32 + view.getUint32(at + 4)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
