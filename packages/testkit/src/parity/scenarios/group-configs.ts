import { ApiKey } from '@barnabus/protocol'

import { scenariosOf, type Play } from '../scenario.ts'
import type { AnyStage } from '../requests.ts'

const groupType = 32
const [set, remove, append, subtract] = [0, 1, 2, 3]
const own = [
  'consumer.session.timeout.ms',
  'consumer.heartbeat.interval.ms',
  'consumer.assignment.interval.ms',
]

/** Asks for the settings of a group that both brokers have. Compared. */
async function seeGroup(stage: AnyStage, resourceName: string): Promise<void> {
  const resources = [{ resourceType: groupType, resourceName, configurationKeys: own }]
  await stage.send(ApiKey.DescribeConfigs, 4, { resources, includeSynonyms: true })
}

const describe: Play<typeof ApiKey.DescribeConfigs> = async (stage) => {
  const settings = [own, ['no.such'], []]
  for (const configurationKeys of settings) {
    for (const resourceName of [stage.name('group'), '']) {
      const resources = [{ resourceType: groupType, resourceName, configurationKeys }]
      await stage.ask({ resources, includeSynonyms: true })
    }
  }
}

const change: Play<typeof ApiKey.IncrementalAlterConfigs> = async (stage) => {
  const resourceName = stage.name('group')
  const steps: readonly (readonly [number, string, string | null])[] = [
    [set, 'consumer.session.timeout.ms', '50000'],
    [set, 'consumer.heartbeat.interval.ms', '6000'],
    [set, 'consumer.session.timeout.ms', '1'],
    [set, 'consumer.session.timeout.ms', '60001'],
    [set, 'consumer.heartbeat.interval.ms', 'soon'],
    [set, 'consumer.heartbeat.interval.ms', '15001'],
    [set, 'no.such', '1'],
    [append, 'consumer.session.timeout.ms', '1'],
    [subtract, 'consumer.session.timeout.ms', '1'],
    [remove, 'consumer.session.timeout.ms', null],
  ]
  for (const [configOperation, name, value] of steps) {
    const configs = [{ name, configOperation, value }]
    const resources = [{ resourceType: groupType, resourceName, configs }]
    await stage.ask({ resources, validateOnly: true })
    await stage.ask({ resources, validateOnly: false })
    await stage.settle()
    await seeGroup(stage, resourceName)
  }
}

const replace: Play<typeof ApiKey.AlterConfigs> = async (stage) => {
  const resourceName = stage.name('group')
  const wishes = [
    [{ name: 'consumer.session.timeout.ms', value: '50000' }],
    [{ name: 'consumer.heartbeat.interval.ms', value: '6000' }],
    [{ name: 'no.such', value: '1' }],
    [],
  ]
  for (const configs of wishes) {
    const resources = [{ resourceType: groupType, resourceName, configs }]
    await stage.ask({ resources, validateOnly: false })
    await stage.settle()
    await seeGroup(stage, resourceName)
  }
}

const list: Play<typeof ApiKey.ListConfigResources> = async (stage) => {
  const configs = [{ name: 'consumer.session.timeout.ms', configOperation: set, value: '50000' }]
  for (const suffix of ['b', 'a']) {
    const resources = [{ resourceType: groupType, resourceName: stage.name(suffix), configs }]
    await stage.send(ApiKey.IncrementalAlterConfigs, 1, { resources, validateOnly: false })
  }
  await stage.settle()
  await stage.ask({ resourceTypes: [groupType] })
}

/** The settings that a group can have of its own (KIP-848). */
export const groupConfigs = [
  ...scenariosOf(ApiKey.DescribeConfigs, { 'of a group that has none': describe }),
  ...scenariosOf(ApiKey.IncrementalAlterConfigs, { 'of a group': change }),
  ...scenariosOf(ApiKey.AlterConfigs, { 'of a group': replace }),
  ...scenariosOf(ApiKey.ListConfigResources, {
    'groups with settings': { since: 1, alone: true, play: list },
  }),
]
