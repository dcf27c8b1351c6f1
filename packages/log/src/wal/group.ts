import {
  coveredBodyBytes,
  entryHeaderSize,
  groupHeaderSize,
  type EntryKind,
  type WalFormat,
} from './wal-format.ts'

/** Something to be made durable. */
export interface WalEntry {
  readonly kind: EntryKind
  /** The 16 bytes of the topic's id. */
  readonly topicId: Uint8Array
  readonly partition: number
  readonly body: Uint8Array
}

// A body below this is copied next to its header: cheaper than a part of the write of its own.
const copiedBodyMax = 4096

/** The entries that share one write, one sync and one promise. */
export class Group<Entry extends WalEntry> {
  readonly entries: Entry[] = []
  readonly durable: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
  sizeBytes = groupHeaderSize
  /** Some entry asked to be synced even where acknowledgements do not wait for it. */
  mustSync = false

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    promise.catch(() => undefined) // Those who append with acks=0 do not listen.
    this.durable = promise
    this.resolve = resolve
    this.reject = reject
  }

  add(entry: Entry): void {
    this.entries.push(entry)
    this.sizeBytes += entryHeaderSize + entry.body.length
  }
}

/** The bytes of a group, as parts of one write; large bodies are parts themselves, not copied. */
export function encodeGroup(
  format: WalFormat,
  group: { readonly entries: readonly WalEntry[]; readonly sizeBytes: number },
  place: { readonly lsn: number; readonly durableLsn: number },
): readonly Uint8Array[] {
  const { entries, sizeBytes } = group
  const arena = new Uint8Array(groupHeaderSize + arenaBytes(entries))
  format.writeGroupHeader(arena, { ...place, sizeBytes, entryCount: entries.length })

  const parts: Uint8Array[] = []
  let partStart = 0
  let at = groupHeaderSize
  let lsn = place.lsn + groupHeaderSize
  for (const { kind, topicId, partition, body } of entries) {
    const copied = copiedBytes(kind, body)
    const covered = entryHeaderSize + coveredBodyBytes(kind, body.length)
    arena.set(copied === body.length ? body : body.subarray(0, copied), at + entryHeaderSize)
    const header = { kind, topicId, partition, bodySize: body.length, lsn }
    format.writeEntryHeader(arena.subarray(at, at + covered), header)
    at += entryHeaderSize + copied
    lsn += entryHeaderSize + body.length
    if (copied < body.length) {
      parts.push(arena.subarray(partStart, at), body.subarray(copied))
      partStart = at
    }
  }
  if (partStart < at) parts.push(arena.subarray(partStart, at))
  return parts
}

function arenaBytes(entries: readonly WalEntry[]): number {
  let bytes = 0
  for (const { kind, body } of entries) bytes += entryHeaderSize + copiedBytes(kind, body)
  return bytes
}

function copiedBytes(kind: EntryKind, body: Uint8Array): number {
  return body.length <= copiedBodyMax ? body.length : coveredBodyBytes(kind, body.length)
}
