import { ApiKey, ErrorCode, encodeBatch, type BatchDraft } from '@barnabus/protocol'

import { connectToLeader, type Where } from './connect-to-leader.ts'
import { testkitErrors } from './errors.ts'
import { eventually } from './stories/eventually.ts'
import type { TestCluster } from './test-cluster.ts'

/** Writes values as one batch, to whoever leads the partition. */
export async function writeValues(
  kafka: TestCluster,
  where: Where,
  values: readonly (string | null)[],
  draft: Partial<BatchDraft> = {},
): Promise<void> {
  const timestamp = BigInt(Date.now())
  const records = values.map((value) => ({
    value: value === null ? null : Buffer.from(value),
    timestamp,
  }))
  await writeBatch(kafka, where, encodeBatch({ records, ...draft }))
}

/** Writes a batch as it is. A leader that is new may need a moment to know that it is one. */
export async function writeBatch(
  kafka: TestCluster,
  where: Where,
  batch: Uint8Array,
): Promise<void> {
  await eventually(async () => {
    const connection = await connectToLeader(kafka.bootstrapServers, where)
    try {
      const { responses } = await connection.send(ApiKey.Produce, 9, {
        ...{ transactionalId: null, acks: -1, timeoutMs: 10_000 },
        topicData: [
          { name: where.topic, partitionData: [{ index: where.partition, records: batch }] },
        ],
      })
      const errorCode = responses[0]?.partitionResponses[0]?.errorCode
      if (errorCode !== ErrorCode.none) {
        throw testkitErrors.BROKER_REFUSED(`${errorCode} to records for ${where.topic}`)
      }
    } finally {
      connection.close()
    }
  })
}
