import { ApiKey } from '@barnabus/protocol'

import { RawConnection } from '../raw-connection.ts'
import { eventually } from './eventually.ts'
import { anyNode, holds, type Story } from './story.ts'

const timeoutMs = 10_000

export const topicsAreMadeAnew: Story = {
  title: 'a topic that is deleted and made again is another one, and empty',
  tell: async (stage) => {
    const connection = await RawConnection.open(anyNode(stage).bootstrap)
    const name = `anew-${stage.chapter}`
    try {
      const first = await create(connection, name)
      await knownAs(connection, name, first)
      const { responses } = await connection.send(ApiKey.DeleteTopics, 5, {
        topicNames: [name],
        timeoutMs,
      })
      holds(responses[0]?.errorCode === 0, `deleting gives error ${responses[0]?.errorCode}`)
      const second = await eventually(() => create(connection, name))
      holds(first !== second, `both times it has the id ${first}`)
      await knownAs(connection, name, second)
    } finally {
      connection.close()
    }
  },
}

async function create(connection: RawConnection, name: string): Promise<string> {
  const topic = { name, numPartitions: 2, replicationFactor: -1, assignments: [], configs: [] }
  const request = { topics: [topic], timeoutMs }
  const { topics } = await connection.send(ApiKey.CreateTopics, 7, request)
  holds(topics[0]?.errorCode === 0, `making ${name} gives error ${topics[0]?.errorCode}`)
  return topics[0].topicId
}

/** Every node learns of it, if not at once. */
async function knownAs(connection: RawConnection, name: string, topicId: string): Promise<void> {
  await eventually(async () => {
    const { topics } = await connection.send(ApiKey.Metadata, 12, { topics: [{ name }] })
    const [topic] = topics
    holds(topic?.topicId === topicId, `it has the id ${topic?.topicId}, not ${topicId}`)
    holds(
      topic.partitions.every(({ leaderId }) => leaderId >= 0),
      'a partition has no leader',
    )
  })
}
