/**
 * `npm run test:transactions`: unmodified clients read and write transactions.
 *
 *   --engine barnabus|apache-kafka   the broker (barnabus)
 *   --client NAME                    only this client; may be repeated
 *   --part reading|writing|streams|connect   only this part; may be repeated (all but connect)
 */
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { clients as allClients } from '../clients/clients.ts'
import { prepareToolchains } from '../clients/toolchains.ts'
import { engineNames } from '../engines/engine.ts'
import { withEngine } from '../engines/with-engine.ts'
import { holds } from '../stories/story.ts'
import { stopwatch } from '../stopwatch.ts'
import { partNames, parts, reader } from './parts.ts'

const settings = {
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': '500',
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '1000',
}

async function main(): Promise<readonly string[]> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'barnabus' },
      client: { type: 'string', multiple: true, default: allClients.map(({ name }) => name) },
      part: { type: 'string', multiple: true, default: ['reading', 'writing', 'streams'] },
    },
  })
  const engineName = engineNames.find((name) => name === values.engine)
  holds(engineName !== undefined, `the engines are ${engineNames.join(', ')}`)
  const isKnown = values.part.every((part) => partNames.some((name) => name === part))
  holds(isKnown, `the parts are ${partNames.join(', ')}`)
  const clients = allClients.filter(({ name }) => values.client.includes(name))
  const commandOf = await prepareToolchains([...clients, reader])
  const say = stopwatch()
  return await withEngine(engineName, { settings }, async (engine) => {
    say(`${engine.title} serves`)
    const failures: string[] = []
    for (const part of partNames) {
      if (!values.part.includes(part)) continue
      failures.push(...(await parts[part]({ engine, clients, commandOf, say })))
    }
    return failures
  })
}

try {
  const failures = await main()
  for (const failure of failures) console.error(`FAILED ${failure}`)
  if (failures.length > 0) process.exitCode = 1
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
