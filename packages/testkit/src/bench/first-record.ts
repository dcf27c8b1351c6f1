import { ApiKey, ErrorCode, encodeBatch } from '@barnabus/protocol'

import { RawConnection } from '../raw-connection.ts'

const value = new TextEncoder().encode('first')

/** Asks for the topic, making it if need be, and produces one record; false if any of it fails. */
export async function firstRecord(bootstrap: string, topic: string): Promise<boolean> {
  // Refused while nobody listens; lost while a broker is not ready to answer.
  const connection = await RawConnection.open(bootstrap).catch(() => undefined)
  if (connection === undefined) return false
  try {
    const metadata = await connection.send(ApiKey.Metadata, 4, {
      topics: [{ name: topic }],
      allowAutoTopicCreation: true,
    })
    if (metadata.topics[0]?.errorCode !== ErrorCode.none) return false
    const records = encodeBatch({ records: [{ value }] })
    const produced = await connection.send(ApiKey.Produce, 7, {
      acks: -1,
      timeoutMs: 1000,
      topicData: [{ name: topic, partitionData: [{ index: 0, records }] }],
    })
    return produced.responses[0]?.partitionResponses[0]?.errorCode === ErrorCode.none
  } catch {
    return false
  } finally {
    connection.close()
  }
}
