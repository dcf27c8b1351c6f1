import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

const brokerNames = ['log.retention.ms', 'num.partitions', 'message.max.bytes', 'no.such.config']

export const describeConfigs = scenariosOf(ApiKey.DescribeConfigs, {
  'all of a topic': async (stage) => {
    const { name } = await stage.topic({ configs: { 'retention.ms': '1000' } })
    const resources = [{ resourceType: 2, resourceName: name, configurationKeys: null }]
    await stage.ask({ resources })
  },
  'all of a topic, with synonyms': async (stage) => {
    const { name } = await stage.topic({ configs: { 'segment.bytes': '1048576' } })
    const resources = [{ resourceType: 2, resourceName: name, configurationKeys: null }]
    await stage.ask({ resources, includeSynonyms: true })
  },
  documentation: {
    since: 3,
    play: async (stage) => {
      const { name } = await stage.topic()
      const resources = [{ resourceType: 2, resourceName: name, configurationKeys: null }]
      await stage.ask({ resources, includeDocumentation: true })
    },
  },
  'some of a topic': async (stage) => {
    const { name } = await stage.topic()
    for (const keys of [['retention.ms'], ['retention.ms', 'retention.ms'], ['no.such'], []]) {
      const resources = [{ resourceType: 2, resourceName: name, configurationKeys: keys }]
      await stage.ask({ resources })
    }
  },
  'some of a broker': async (stage) => {
    const resources = [{ resourceType: 4, resourceName: '1', configurationKeys: brokerNames }]
    await stage.ask({ resources, includeSynonyms: true })
  },
  'the defaults of all brokers': async (stage) => {
    const resources = [{ resourceType: 4, resourceName: '', configurationKeys: brokerNames }]
    await stage.ask({ resources })
  },
  'resources that are none': async (stage) => {
    const strange: readonly (readonly [number, string])[] = [
      [2, stage.name('none')],
      [2, ''],
      [2, 'a b'],
      [4, '7'],
      [4, 'one'],
      [4, '-1'],
    ]
    for (const [resourceType, resourceName] of strange) {
      const resources = [{ resourceType, resourceName, configurationKeys: null }]
      await stage.ask({ resources })
    }
  },
  'types that are none': async (stage) => {
    for (const resourceType of [0, 1, 3, 99, -1]) {
      const resources = [{ resourceType, resourceName: 'x', configurationKeys: null }]
      await stage.attempt(ApiKey.DescribeConfigs, stage.version, { resources })
    }
  },
  'no resources': async (stage) => void (await stage.ask({ resources: [] })),
})
