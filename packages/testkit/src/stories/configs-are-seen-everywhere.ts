import { ApiKey } from '@barnabus/protocol'

import { RawConnection } from '../raw-connection.ts'
import { eventually } from './eventually.ts'
import { anyNode, holds, type Stage, type Story } from './story.ts'

const topicType = 2
const [set, remove] = [0, 1]
const configName = 'retention.ms'

export const configsAreSeenEverywhere: Story = {
  title: 'a setting of a topic is seen at every node, and so is its removal',
  tell: async (stage) => {
    const topic = `configs-${stage.chapter}`
    const connection = await RawConnection.open(anyNode(stage).bootstrap)
    try {
      await connection.send(ApiKey.CreateTopics, 7, {
        topics: [
          { name: topic, numPartitions: 1, replicationFactor: -1, assignments: [], configs: [] },
        ],
        timeoutMs: 10_000,
      })
      await eventually(() => alter(connection, topic, set, '123456'))
      await seenAtAll(stage, topic, { value: '123456', isDefault: false })
      await alter(connection, topic, remove, null)
      await seenAtAll(stage, topic, { value: '-1', isDefault: true })
    } finally {
      connection.close()
    }
  },
}

async function alter(
  connection: RawConnection,
  topic: string,
  configOperation: number,
  value: string | null,
): Promise<void> {
  const configs = [{ name: configName, configOperation, value }]
  const { responses } = await connection.send(ApiKey.IncrementalAlterConfigs, 1, {
    resources: [{ resourceType: topicType, resourceName: topic, configs }],
    validateOnly: false,
  })
  holds(responses[0]?.errorCode === 0, `altering gives error ${responses[0]?.errorCode}`)
}

async function seenAtAll(
  { engine }: Stage,
  topic: string,
  expected: { readonly value: string; readonly isDefault: boolean },
): Promise<void> {
  for (const { bootstrap } of engine.nodes.filter(({ isRunning }) => isRunning)) {
    const connection = await RawConnection.open(bootstrap)
    await eventually(async () => {
      const { results } = await connection.send(ApiKey.DescribeConfigs, 4, {
        resources: [
          { resourceType: topicType, resourceName: topic, configurationKeys: [configName] },
        ],
      })
      const config = results[0]?.configs[0]
      holds(config?.value === expected.value, `${bootstrap} says ${config?.value}`)
      holds(
        (config.configSource === 1) !== expected.isDefault,
        `its source is ${config.configSource}`,
      )
    }).finally(() => connection.close())
  }
}
