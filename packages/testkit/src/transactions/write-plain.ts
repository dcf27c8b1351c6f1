import { ApiKey, encodeBatch } from '@barnabus/protocol'

import type { RawConnection } from '../raw-connection.ts'
import { untilItIsFree } from './until-it-is-free.ts'

/** Writes values to a partition as one batch, outside of any transaction. */
export async function writePlain(
  connection: RawConnection,
  topic: string,
  index: number,
  values: readonly (string | Uint8Array)[],
): Promise<void> {
  const timestamp = BigInt(Date.now())
  const records = encodeBatch({
    records: values.map((value) => ({ key: null, value: Buffer.from(value), timestamp })),
  })
  await untilItIsFree(
    () =>
      connection.send(ApiKey.Produce, 11, {
        ...{ acks: -1, timeoutMs: 10_000 },
        topicData: [{ name: topic, partitionData: [{ index, records }] }],
      }),
    ({ responses }) => responses[0]?.partitionResponses[0]?.errorCode,
  )
}
