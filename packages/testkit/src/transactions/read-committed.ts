import { ApiKey, ErrorCode, batchesIn, errorCodeName } from '@barnabus/protocol'

import { testkitErrors } from '../errors.ts'
import type { RawConnection } from '../raw-connection.ts'

const fetchVersion = 11
const partitionMaxBytes = 2 ** 22
const decompressedSizeMax = 2 ** 26

/** What was written, as text; what is null is empty. */
export interface CommittedRecord {
  readonly key: string
  readonly value: string
}

/** The records of a partition that are committed, up to its last stable offset. */
export async function readCommitted(
  connection: RawConnection,
  topic: string,
  partition: number,
): Promise<readonly CommittedRecord[]> {
  const committed: CommittedRecord[] = []
  for (let offset = 0n; ;) {
    const { responses } = await connection.send(ApiKey.Fetch, fetchVersion, {
      ...{ maxWaitMs: 0, minBytes: 0, isolationLevel: 1 },
      topics: [{ topic, partitions: [{ partition, fetchOffset: offset, partitionMaxBytes }] }],
    })
    const answer = responses[0]?.partitions[0]
    if (answer?.errorCode !== ErrorCode.none) {
      throw testkitErrors.BROKER_REFUSED(errorCodeName(answer?.errorCode ?? -1))
    }
    const before = offset
    const aborted = new AbortedProducers(answer.abortedTransactions ?? [])
    for (const batch of batchesIn(answer.records ?? new Uint8Array())) {
      const isHidden = aborted.hide(batch) || batch.isControl
      if (batch.nextOffset <= before) continue // Whole batches come, also the part before.
      offset = batch.nextOffset
      if (isHidden) continue
      for (const { key, value } of batch.records({ decompressedSizeMax })) {
        committed.push({ key: textOf(key), value: textOf(value) })
      }
    }
    if (offset === before) return committed
  }
}

function textOf(bytes: Uint8Array | null): string {
  return Buffer.from(bytes ?? []).toString()
}

interface AbortedTransaction {
  readonly producerId: bigint
  readonly firstOffset: bigint
}

type Batch = ReturnType<typeof batchesIn> extends Iterable<infer One> ? One : never

/** Whose transactions are being aborted where a reader has come. */
class AbortedProducers {
  readonly #toCome: AbortedTransaction[]
  readonly #now = new Set<bigint>()

  constructor(aborted: readonly AbortedTransaction[]) {
    this.#toCome = aborted.toSorted((one, other) => Number(one.firstOffset - other.firstOffset))
  }

  /** Goes on to this batch, and tells whether it belongs to an aborted transaction. */
  hide(batch: Batch): boolean {
    while (this.#toCome.length > 0 && this.#toCome[0]!.firstOffset <= batch.lastOffset) {
      this.#now.add(this.#toCome.shift()!.producerId)
    }
    // The end of a transaction; whether it was an abort does not matter where none is going on.
    if (batch.isControl) this.#now.delete(batch.producerId)
    return batch.isTransactional && this.#now.has(batch.producerId)
  }
}
