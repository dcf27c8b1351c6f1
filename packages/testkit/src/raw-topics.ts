/** Topics made, deleted and named by the bare protocol, at any broker. */
import { assert } from '@barnabus/base'
import { ApiKey, ErrorCode, type Uuid } from '@barnabus/protocol'

import { asking } from './asking.ts'
import { testkitErrors } from './errors.ts'
import type { RawConnection } from './raw-connection.ts'

const timeoutMs = 120_000 // A thousand partitions take their time.

/** A topic that is to be; it gets as many replicas as the cluster gives without being asked. */
export interface NewTopic {
  readonly name: string
  readonly numPartitions: number
  readonly configs?: Readonly<Record<string, string>>
}

/** Gives the id of the topic. Throws BROKER_REFUSED with Kafka's error. */
export async function makeTopic(connection: RawConnection, wanted: NewTopic): Promise<Uuid> {
  const { name, numPartitions } = wanted
  const configs = Object.entries(wanted.configs ?? {}).map(([key, value]) => ({ name: key, value }))
  const topic = { name, numPartitions, replicationFactor: -1, assignments: [], configs }
  const { topics } = await connection.send(ApiKey.CreateTopics, 7, { topics: [topic], timeoutMs })
  const [made] = topics
  if (made?.errorCode === ErrorCode.none) return made.topicId
  throw testkitErrors.BROKER_REFUSED(`${made?.errorCode} ${made?.errorMessage} to ${name}`)
}

/** Throws BROKER_REFUSED with Kafka's error. */
export async function createTopic(bootstrapServers: string, topic: NewTopic): Promise<void> {
  await asking(bootstrapServers, (connection) => makeTopic(connection, topic))
}

/** Throws BROKER_REFUSED if one of them stays; some brokers may know them for a while. */
export async function deleteTopics(
  bootstrapServers: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return
  const { responses } = await asking(bootstrapServers, (connection) =>
    connection.send(ApiKey.DeleteTopics, 5, { topics: [], topicNames: [...names], timeoutMs }),
  )
  assert(responses.length === names.length, 'each name gets an answer')
  const refused = responses.find(({ errorCode }) => errorCode !== ErrorCode.none)
  if (refused === undefined) return
  throw testkitErrors.BROKER_REFUSED(`${refused.errorCode} to deleting ${refused.name}`)
}

/** The names of all topics that a broker knows, and their ids. */
export async function knownTopics(bootstrapServers: string): Promise<ReadonlyMap<string, Uuid>> {
  const { topics } = await asking(bootstrapServers, (connection) =>
    connection.send(ApiKey.Metadata, 12, {
      topics: null,
      allowAutoTopicCreation: false,
      includeTopicAuthorizedOperations: false,
    }),
  )
  return new Map(topics.map(({ name, topicId }) => [name!, topicId]))
}
