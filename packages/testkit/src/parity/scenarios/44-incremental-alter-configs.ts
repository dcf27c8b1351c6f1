import { ApiKey } from '@barnabus/protocol'

import { seeConfigs } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

const [set, remove, append, subtract] = [0, 1, 2, 3]

type Change = readonly [configOperation: number, name: string, value: string | null]

/** What is altered of a resource. */
function resource(
  resourceType: number,
  resourceName: string,
  changes: readonly Change[],
): {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly {
    readonly name: string
    readonly configOperation: number
    readonly value: string | null
  }[]
} {
  const configs = changes.map(([configOperation, name, value]) => ({
    name,
    configOperation,
    value,
  }))
  return { resourceType, resourceName, configs }
}

const kept = ['retention.ms', 'cleanup.policy', 'segment.bytes']

export const incrementalAlterConfigs = scenariosOf(ApiKey.IncrementalAlterConfigs, {
  'set, set again and delete': async (stage) => {
    const { name } = await stage.topic()
    const steps: readonly Change[] = [
      [set, 'retention.ms', '1000'],
      [set, 'retention.ms', '2000'],
      [set, 'segment.bytes', '1048576'],
      [remove, 'retention.ms', null],
      [remove, 'retention.ms', '5'],
    ]
    for (const change of steps) {
      await stage.ask({ resources: [resource(2, name, [change])], validateOnly: false })
      await stage.settle()
      await seeConfigs(stage, name, kept)
    }
  },
  'append to a list and subtract from it': async (stage) => {
    const { name } = await stage.topic()
    const steps: readonly Change[] = [
      [append, 'cleanup.policy', 'compact'],
      [append, 'cleanup.policy', 'compact'],
      [subtract, 'cleanup.policy', 'delete'],
      [subtract, 'cleanup.policy', 'delete'],
      [append, 'retention.ms', '1'],
      [subtract, 'retention.ms', '1'],
      [append, 'cleanup.policy', 'shred'],
    ]
    for (const change of steps) {
      await stage.ask({ resources: [resource(2, name, [change])], validateOnly: false })
      await stage.settle()
      await seeConfigs(stage, name, kept)
    }
  },
  'values that cannot be': async (stage) => {
    const { name } = await stage.topic({ configs: { 'retention.ms': '5000' } })
    const wrong: readonly Change[] = [
      [set, 'no.such.config', '1'],
      [set, 'retention.ms', 'soon'],
      [set, 'retention.ms', '-2'],
      [set, 'retention.ms', null],
      [set, 'retention.ms', ''],
      [set, 'segment.bytes', '1'],
      [set, 'cleanup.policy', ''],
      [remove, 'no.such.config', null],
      [9, 'retention.ms', '1'],
      [-1, 'retention.ms', '1'],
      [set, '', '1'],
    ]
    for (const change of wrong) {
      const request = { resources: [resource(2, name, [change])], validateOnly: false }
      await stage.attempt(ApiKey.IncrementalAlterConfigs, stage.version, request)
    }
    await seeConfigs(stage, name, kept)
  },
  'one of two values is wrong': async (stage) => {
    const { name } = await stage.topic()
    const changes: readonly Change[] = [
      [set, 'segment.bytes', '1048576'],
      [set, 'retention.ms', 'soon'],
    ]
    await stage.ask({ resources: [resource(2, name, changes)], validateOnly: false })
    await stage.settle()
    await seeConfigs(stage, name, kept)
  },
  'the same name twice': async (stage) => {
    const { name } = await stage.topic()
    const changes: readonly Change[] = [
      [set, 'retention.ms', '1000'],
      [set, 'retention.ms', '2000'],
    ]
    await stage.ask({ resources: [resource(2, name, changes)], validateOnly: false })
    await stage.settle()
    await seeConfigs(stage, name, kept)
  },
  'the same resource twice': async (stage) => {
    const { name } = await stage.topic()
    const resources = ['1000', '2000'].map((value) =>
      resource(2, name, [[set, 'retention.ms', value]]),
    )
    await stage.ask({ resources, validateOnly: false })
    await stage.settle()
    await seeConfigs(stage, name, kept)
  },
  'validate only': async (stage) => {
    const { name } = await stage.topic()
    const change: Change = [set, 'retention.ms', '1000']
    await stage.ask({ resources: [resource(2, name, [change])], validateOnly: true })
    await stage.settle()
    await seeConfigs(stage, name, kept)
  },
  'resources that are none': async (stage) => {
    const change: Change = [set, 'retention.ms', '1000']
    const strange: readonly (readonly [number, string])[] = [
      [2, stage.name('none')],
      [2, ''],
      [4, '7'],
      [4, 'one'],
      [0, 'x'],
      [3, 'x'],
      [99, 'x'],
    ]
    for (const [type, name] of strange) {
      const request = { resources: [resource(type, name, [change])], validateOnly: false }
      await stage.attempt(ApiKey.IncrementalAlterConfigs, stage.version, request)
    }
  },
  'empty lists': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ resources: [], validateOnly: false })
    await stage.ask({ resources: [resource(2, name, [])], validateOnly: false })
  },
  'a default of all brokers': {
    alone: true,
    play: async (stage) => {
      const { name } = await stage.topic()
      const changes: readonly Change[] = [
        [set, 'log.retention.ms', '86400000'],
        [remove, 'log.retention.ms', null],
      ]
      for (const change of changes) {
        await stage.ask({ resources: [resource(4, '', [change])], validateOnly: false })
        await stage.settle()
        await seeConfigs(stage, name, ['retention.ms'])
      }
    },
  },
  'a setting of a broker that cannot change': async (stage) => {
    for (const name of ['broker.id', 'log.dirs', 'num.partitions', 'no.such']) {
      const resources = [resource(4, '1', [[set, name, '1']])]
      await stage.ask({ resources, validateOnly: true })
    }
  },
})
