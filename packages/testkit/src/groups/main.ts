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

import { asking } from '../asking.ts'
import type { Client } from '../clients/client.ts'
import { prepareToolchains, type CommandOf } from '../clients/toolchains.ts'
import { engineNames } from '../engines/engine.ts'
import { withEngine } from '../engines/with-engine.ts'
import { holds } from '../stories/story.ts'
import { stopwatch } from '../stopwatch.ts'
import { tellChurnStory } from './churn-story.ts'
import { groupsInWords } from './group-questions.ts'
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
  const stories = strategies
    .filter((strategy) => values.strategy.includes(strategy))
    .map((strategy) => ({ strategy, told: clientsFor(strategy).filter(isWanted) }))
    .filter(({ told }) => told.length > 0)
  holds(stories.length > 0, 'there is no such client that knows such a strategy')
  for (const { strategy, told } of stories) {
    await withEngine(engineName, { settings }, async (engine) => {
      const groups = groupsOf(told).map((clients) =>
        readersOf(clients, strategy, engine.bootstrap, commandOf),
      )
      const titles = groups.map(({ options }) => options.title).join(', ')
      console.log(`\n${engine.title}, ${strategy}: ${titles}`)
      const say = stopwatch()
      try {
        await tellGroupStory(engine, groups, say)
      } catch (error) {
        const groupIds = groups.map(({ options }) => options.group)
        const ask = asking(engine.bootstrap, (connection) => groupsInWords(connection, groupIds))
        // The broker may be what has failed.
        for (const line of await ask.catch(() => ['the broker cannot be asked']))
          console.error(line)
        throw error
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

/** Each client by itself, and ours together with Kafka's own: they must understand each other. */
function groupsOf(told: readonly Client[]): readonly (readonly Client[])[] {
  const mixed = told.filter(({ name }) => ['Java client', '@barnabus/client'].includes(name))
  return [...told.map((client) => [client]), ...(mixed.length > 1 ? [mixed] : [])]
}

function readersOf(
  clients: readonly Client[],
  strategy: Strategy,
  bootstrap: string,
  commandOf: CommandOf,
): Readers {
  const title = clients.map(({ name }) => name).join(' and ')
  const name = title.replaceAll(/\W+/g, '-')
  const commands = clients.map(commandOf)
  const [topic, group] = [`work-of-${name}`, `group-of-${name}`]
  return new Readers({ title, commands, bootstrap, topic, group, strategy })
}

try {
  await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
