import { RecordBatch } from '@barnabus/protocol'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { logErrors } from '../errors.ts'
import { partitionName, type PartitionId } from '../partition-id.ts'
import { extendLog } from '../partition/log-end.ts'
import type { PartitionFiles } from '../partition/partition-files.ts'
import type { PartitionState } from '../partition/partition-state.ts'
import type { ScannedEntry } from '../wal/wal-scan.ts'

// What is replayed goes to the segments in pieces of this size, so that memory stays bounded.
const piecesBytes = 4 * 1024 * 1024

/** Appends what only the write-ahead log has. It is durable already, so it is visible at once. */
export async function replayEntries(
  to: {
    readonly context: DirectoryContext
    readonly state: PartitionState
    readonly files: PartitionFiles
  },
  entries: readonly ScannedEntry[],
): Promise<void> {
  const { context, state, files } = to
  let unwrittenBytes = 0
  for (const entry of entries) {
    const batch = await readEntry(context, state.id, entry)
    extendLog(context, state, batch)
    if (batch.hasProducerId) files.producersChanged()
    state.highWatermark = state.logEndOffset
    unwrittenBytes += batch.sizeBytes
    if (unwrittenBytes < piecesBytes) continue
    while (await files.writeBehind()) continue
    unwrittenBytes = 0
  }
  if (unwrittenBytes > 0) context.writeBehind.note(files)
}

/** Reads a batch from the write-ahead log again. Throws PARTITION_OFFLINE if it has changed. */
export async function readEntry(
  context: DirectoryContext,
  id: PartitionId,
  { file, bodyAt, bodySize, fromOffset }: ScannedEntry,
): Promise<RecordBatch> {
  const bytes = new Uint8Array(bodySize)
  const filled = await context.openFiles.read(file.path, bytes, bodyAt)
  const found = RecordBatch.find(bytes.subarray(0, filled))
  const holds = found.kind === 'batch' && found.batch.checksumHolds()
  if (holds && found.batch.baseOffset === fromOffset) return found.batch
  const detail = `"${file.path}" has changed at byte ${bodyAt} since it was checked`
  throw logErrors.PARTITION_OFFLINE(partitionName(id), detail)
}
