import { ApiKey } from '@barnabus/protocol'

import { seeConfigs } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

const kept = ['retention.ms', 'segment.bytes']

/** All the settings that a topic is to have. */
function topicWith(
  resourceName: string,
  values: Readonly<Record<string, string | null>>,
): {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly { readonly name: string; readonly value: string | null }[]
} {
  const configs = Object.entries(values).map(([name, value]) => ({ name, value }))
  return { resourceType: 2, resourceName, configs }
}

export const alterConfigs = scenariosOf(ApiKey.AlterConfigs, {
  'what is left out goes back to its default': async (stage) => {
    const { name } = await stage.topic({ configs: { 'retention.ms': '1000' } })
    for (const values of [{ 'segment.bytes': '1048576' }, { 'retention.ms': '3000' }, {}]) {
      await stage.ask({ resources: [topicWith(name, values)], validateOnly: false })
      await stage.settle()
      await seeConfigs(stage, name, kept)
    }
  },
  'values that cannot be': async (stage) => {
    const { name } = await stage.topic({ configs: { 'retention.ms': '1000' } })
    const wrong = [
      { 'no.such.config': '1' },
      { 'retention.ms': 'soon' },
      { 'retention.ms': null },
      { 'segment.bytes': '1', 'retention.ms': '5' },
    ]
    for (const values of wrong) {
      await stage.ask({ resources: [topicWith(name, values)], validateOnly: false })
    }
    await seeConfigs(stage, name, kept)
  },
  'validate only': async (stage) => {
    const { name } = await stage.topic()
    const resources = [topicWith(name, { 'retention.ms': '1000' })]
    await stage.ask({ resources, validateOnly: true })
    await stage.settle()
    await seeConfigs(stage, name, kept)
  },
  'resources that are none': async (stage) => {
    for (const name of [stage.name('none'), '']) {
      await stage.ask({ resources: [topicWith(name, {})], validateOnly: false })
    }
    for (const resourceType of [0, 3, 99]) {
      const resources = [{ ...topicWith('x', {}), resourceType }]
      await stage.attempt(ApiKey.AlterConfigs, stage.version, { resources, validateOnly: false })
    }
  },
  'empty lists': async (stage) => {
    await stage.ask({ resources: [], validateOnly: false })
  },
})
