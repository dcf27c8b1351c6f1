import { ApiKey } from '@barnabus/protocol'

import { asking } from './asking.ts'
import { testkitErrors } from './errors.ts'
import { RawConnection } from './raw-connection.ts'
import { eventually } from './stories/eventually.ts'

/** A partition of a topic. */
export interface Where {
  readonly topic: string
  readonly partition: number
}

/** A connection to whoever leads a partition. It may take a moment until a new topic has a leader. */
export async function connectToLeader(
  bootstrapServers: string,
  where: Where,
): Promise<RawConnection> {
  const address = await eventually(() => leaderOf(bootstrapServers, where))
  return await RawConnection.open(address)
}

async function leaderOf(bootstrapServers: string, { topic, partition }: Where): Promise<string> {
  const { brokers, topics } = await asking(bootstrapServers, (connection) =>
    connection.send(ApiKey.Metadata, 9, {
      topics: [{ name: topic }],
      allowAutoTopicCreation: false,
    }),
  )
  const found = topics[0]?.partitions.find(({ partitionIndex }) => partitionIndex === partition)
  const leader = brokers.find(({ nodeId }) => nodeId === found?.leaderId)
  if (leader !== undefined) return `${leader.host}:${leader.port}`
  throw testkitErrors.BROKER_REFUSED(`that nobody leads ${topic}-${partition}`)
}
