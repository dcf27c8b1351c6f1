import { ApiKey } from '@barnabus/protocol'

import { asking } from '../asking.ts'
import type { RawConnection } from '../raw-connection.ts'
import { deleteTopics, makeTopic } from '../raw-topics.ts'
import { eventually } from './eventually.ts'
import { anyNode, holds, type Story } from './story.ts'

const numPartitions = 2

export const topicsAreMadeAnew: Story = {
  title: 'a topic that is deleted and made again is another one, and empty',
  tell: (stage) =>
    asking(anyNode(stage).bootstrap, async (connection) => {
      const name = `anew-${stage.chapter}`
      const first = await makeTopic(connection, { name, numPartitions })
      await knownAs(connection, name, first)
      await deleteTopics(anyNode(stage).bootstrap, [name])
      const second = await eventually(() => makeTopic(connection, { name, numPartitions }))
      holds(first !== second, `both times it has the id ${first}`)
      await knownAs(connection, name, second)
    }),
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
