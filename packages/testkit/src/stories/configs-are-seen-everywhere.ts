import { ApiKey } from '@barnabus/protocol'

import { asking } from '../asking.ts'
import type { RawConnection } from '../raw-connection.ts'
import { makeTopic } from '../raw-topics.ts'
import { eventually } from './eventually.ts'
import { anyNode, holds, type Stage, type Story } from './story.ts'

const topicType = 2
const [set, remove] = [0, 1]
const configName = 'retention.ms'

export const configsAreSeenEverywhere: Story = {
  title: 'a setting of a topic is seen at every node, and so is its removal',
  tell: async (stage) => {
    const topic = `configs-${stage.chapter}`
    await asking(anyNode(stage).bootstrap, async (connection) => {
      await makeTopic(connection, { name: topic, numPartitions: 1 })
      await eventually(() => alter(connection, topic, set, '123456'))
      await seenAtAll(stage, topic, { value: '123456', isDefault: false })
      await alter(connection, topic, remove, null)
      await seenAtAll(stage, topic, { value: '-1', isDefault: true })
    })
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
    await eventually(async () => {
      const resource = { resourceType: topicType, resourceName: topic }
      const resources = [{ ...resource, configurationKeys: [configName] }]
      const { results } = await asking(bootstrap, (connection) =>
        connection.send(ApiKey.DescribeConfigs, 4, { resources }),
      )
      const config = results[0]?.configs[0]
      holds(config?.value === expected.value, `${bootstrap} says ${config?.value}`)
      holds(
        (config.configSource === 1) !== expected.isDefault,
        `its source is ${config.configSource}`,
      )
    })
  }
}
