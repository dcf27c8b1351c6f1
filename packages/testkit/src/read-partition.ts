import {
  ApiKey,
  ErrorCode,
  batchesIn,
  type Compression,
  type RecordBatch,
} from '@barnabus/protocol'

import { connectToLeader } from './connect-to-leader.ts'
import { testkitErrors } from './errors.ts'
import type { RawConnection } from './raw-connection.ts'

/** A record as it was found in a partition, and what is to be known of its batch. */
export interface FoundRecord {
  readonly offset: bigint
  readonly timestamp: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly { readonly key: string; readonly value: Buffer | null }[]
  readonly batch: {
    readonly baseOffset: bigint
    readonly sizeBytes: number
    readonly compression: Compression
    readonly producerId: bigint
    readonly producerEpoch: number
  }
}

/** Everything in a partition from its beginning, also what was aborted; the cluster has no rest. */
export async function readPartition(
  bootstrapServers: string,
  topic: string,
  partition: number,
): Promise<readonly FoundRecord[]> {
  const connection = await connectToLeader(bootstrapServers, { topic, partition })
  try {
    const found: FoundRecord[] = []
    for (let offset = 0n; ;) {
      const bytes = await fetchFrom(connection, topic, partition, offset)
      if (bytes.length === 0) return found
      for (const batch of batchesIn(bytes)) {
        offset = batch.nextOffset
        if (!batch.isControl) found.push(...recordsOf(batch))
      }
    }
  } finally {
    connection.close()
  }
}

async function fetchFrom(
  connection: RawConnection,
  topic: string,
  partition: number,
  fetchOffset: bigint,
): Promise<Uint8Array> {
  const { responses } = await connection.send(ApiKey.Fetch, 12, {
    ...{ maxWaitMs: 0, minBytes: 1, maxBytes: 10_000_000, isolationLevel: 0 },
    topics: [{ topic, partitions: [{ partition, fetchOffset, partitionMaxBytes: 10_000_000 }] }],
  })
  const [answer] = responses[0]?.partitions ?? []
  if (answer?.errorCode !== ErrorCode.none) {
    throw testkitErrors.BROKER_REFUSED(`${answer?.errorCode} to a read of ${topic}`)
  }
  return answer.records ?? new Uint8Array()
}

function recordsOf(batch: RecordBatch): readonly FoundRecord[] {
  const { baseOffset, sizeBytes, compression, producerId, producerEpoch } = batch
  const about = { baseOffset, sizeBytes, compression, producerId, producerEpoch }
  return Array.from(batch.records({ decompressedSizeMax: 100_000_000 }), (record) => ({
    offset: record.offset,
    timestamp: record.timestamp,
    key: copyOf(record.key),
    value: copyOf(record.value),
    headers: record.headers.map(({ key, value }) => ({ key, value: copyOf(value) })),
    batch: about,
  }))
}

function copyOf(bytes: Uint8Array | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes)
}
