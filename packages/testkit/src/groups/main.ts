/**
 * `npm run test:groups`: unmodified clients read in groups while everything happens to them.
 *
 *   --engine barnabus|apache-kafka   the broker (barnabus)
 *   --client NAME                    only this client; may be repeated
 *   --strategy eager|cooperative|consumer   only this one; may be repeated
 *   --churn-seconds 10               how long members come and go all the time; 0 leaves it out
 */
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { prepareToolchains, type CommandOf } from '../clients/toolchains.ts'
import { engineNames } from '../engines/engine.ts'
import { withEngine } from '../engines/with-engine.ts'
import { holds } from '../stories/story.ts'
import { stopwatch } from '../stopwatch.ts'
import { tellChurnStory } from './churn-story.ts'
import { tellGroupStory } from './group-story.ts'
import { Readers } from './readers.ts'
import { clientsFor, strategies, type Strategy } from './strategies.ts'

const settings = {
  'group.initial.rebalance.delay.ms': '500',
  'offsets.topic.num.partitions': '5',
  'group.consumer.session.timeout.ms': '6000',
  'group.consumer.min.session.timeout.ms': '6000',
  'group.consumer.heartbeat.interval.ms': '500',
  'group.consumer.min.heartbeat.interval.ms': '500',
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'barnabus' },
      client: { type: 'string', multiple: true },
      strategy: { type: 'string', multiple: true, default: [...strategies] },
      'churn-seconds': { type: 'string', default: '10' },
    },
  })
  const engineName = engineNames.find((name) => name === values.engine)
  holds(engineName !== undefined, `the engines are ${engineNames.join(', ')}`)
  const isWanted = ({ name }: { readonly name: string }): boolean =>
    values.client?.includes(name) ?? true
  const commandOf = await prepareToolchains(clientsFor('eager').filter(isWanted))
  for (const strategy of strategies) {
    if (!values.strategy.includes(strategy)) continue
    await withEngine(engineName, { settings }, async (engine) => {
      const groups = clientsFor(strategy)
        .filter(isWanted)
        .map((client) => readersOf(client, strategy, engine.bootstrap, commandOf))
      const titles = groups.map(({ options }) => options.title).join(', ')
      console.log(`\n${engine.title}, ${strategy}: ${titles}`)
      const say = stopwatch()
      try {
        await tellGroupStory(engine, groups, say)
      } finally {
        await Promise.all(groups.map((group) => group.killAll()))
      }
    })
  }
  const seconds = Number(values['churn-seconds'])
  if (seconds > 0) {
    console.log('\nmembers that come and go')
    const say = stopwatch()
    await withEngine(engineName, { settings }, (engine) => tellChurnStory(engine, seconds, say))
  }
}

function readersOf(
  client: ReturnType<typeof clientsFor>[number],
  strategy: Strategy,
  bootstrap: string,
  commandOf: CommandOf,
): Readers {
  const name = client.name.replaceAll(/\W+/g, '-')
  const command = commandOf(client)
  const [topic, group] = [`work-of-${name}`, `group-of-${name}`]
  return new Readers({ title: client.name, command, bootstrap, topic, group, strategy })
}

try {
  await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
