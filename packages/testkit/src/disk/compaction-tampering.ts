/** Ways to make compaction wrong from below, to see whether its ordeal notices. */
import type { Files } from '@barnabus/base'
import { batchHeaderSize, batchPrefixSize, crc32c } from '@barnabus/protocol'
import { tamperedWith } from './tampering.ts'

/** What takes the place of segments is not on disk when it does. */
export function withoutSyncOfCleaned(files: Files): Files {
  return tamperedWith(files, (_, path) =>
    path.endsWith('.log.cleaned') ? { sync: () => Promise.resolve() } : {},
  )
}

/** A replacement that was interrupted is not finished but dropped. */
export function withReplacementsDropped(files: Files): Files {
  return {
    ...files,
    async list(path) {
      const names = await files.list(path)
      for (const name of names) {
        if (name.endsWith('.log.swap')) await files.remove(`${path}/${name}`)
      }
      return files.list(path)
    },
  }
}

/** Segments stay although others took their place. */
export function withReplacedKept(files: Files): Files {
  return {
    ...files,
    remove: (path) => (/\d{20}\.log$/.test(path) ? Promise.resolve() : files.remove(path)),
  }
}

/** Every third batch that stays loses its records. */
export function withRecordsLost(files: Files): Files {
  let count = 0
  return withCleanedBatches(files, (batch) => {
    count += 1
    return count % 3 === 0 ? withoutRecords(batch) : batch
  })
}

/** What is left moves together: batches begin where the ones before them end. */
export function withOffsetsMoved(files: Files): Files {
  return withCleanedBatches(files, (batch) => {
    const moved = Uint8Array.from(batch)
    const view = new DataView(moved.buffer)
    const offset = view.getBigInt64(0)
    if (offset > 0n) view.setBigInt64(0, offset - 1n) // No checksum covers it.
    return moved
  })
}

/** Changes what compaction writes; it writes whole batches. */
function withCleanedBatches(files: Files, change: (batch: Uint8Array) => Uint8Array): Files {
  return tamperedWith(files, (file, path) => {
    if (!path.endsWith('.log.cleaned')) return {}
    return { write: (parts, position) => file.write(parts.map(change), position) }
  })
}

/** The same size, so that all positions stay: its records are one that says nothing. */
function withoutRecords(batch: Uint8Array): Uint8Array {
  const emptied = Uint8Array.from(batch)
  const view = new DataView(emptied.buffer)
  view.setInt32(8, emptied.length - batchPrefixSize)
  view.setInt16(21, view.getInt16(21) & ~0b111)
  view.setInt32(57, 0)
  emptied.fill(0, batchHeaderSize)
  view.setUint32(17, crc32c(emptied.subarray(21)))
  return emptied
}
