import { ApiKey, ErrorCode, batchesIn, errorCodeName } from '@barnabus/protocol'

import { asking } from '../asking.ts'
import type { RawConnection } from '../raw-connection.ts'
import type { Seen } from './acknowledged.ts'

const decoder = new TextDecoder()
const fetchVersion = 11

/** Everything in a partition, from its beginning to its high watermark. */
export async function readAll(
  bootstrap: string,
  topic: string,
  partition: number,
): Promise<readonly Seen[]> {
  const seen: Seen[] = []
  await asking(bootstrap, async (connection) => {
    for (let offset = 0n, end = 1n; offset < end;) {
      const answer = await fetchFrom(connection, topic, partition, offset)
      for (const batch of batchesIn(answer.records ?? new Uint8Array())) {
        for (const record of batch.records({ decompressedSizeMax: 2 ** 24 })) {
          if (record.offset < offset) continue // Whole batches come, also the part before.
          seen.push({ partition, offset: record.offset, value: decoder.decode(record.value!) })
        }
        offset = batch.nextOffset
      }
      end = answer.highWatermark
    }
  })
  return seen
}

async function fetchFrom(
  connection: RawConnection,
  topic: string,
  partition: number,
  fetchOffset: bigint,
): Promise<{ readonly records: Uint8Array | null; readonly highWatermark: bigint }> {
  const answer = await connection.send(ApiKey.Fetch, fetchVersion, {
    maxWaitMs: 0,
    minBytes: 0,
    topics: [{ topic, partitions: [{ partition, fetchOffset, partitionMaxBytes: 2 ** 22 }] }],
  })
  const found = answer.responses[0]?.partitions[0]
  if (found === undefined) throw new Error('The answer names no partition')
  if (found.errorCode !== ErrorCode.none) throw new Error(errorCodeName(found.errorCode))
  return found
}
