/**
 * `npm run test:transactions`: unmodified clients read and write transactions.
 *
 *   --engine barnabus|apache-kafka   the broker (barnabus)
 *   --client NAME                    only this client; may be repeated
 */
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { clients } from '../clients/clients.ts'
import { prepareToolchains } from '../clients/toolchains.ts'
import { engineNames } from '../engines/engine.ts'
import { withEngine } from '../engines/with-engine.ts'
import { holds } from '../stories/story.ts'
import { stopwatch } from '../stopwatch.ts'
import { readingFailures } from './reading.ts'

async function main(): Promise<readonly string[]> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'barnabus' },
      client: { type: 'string', multiple: true, default: clients.map(({ name }) => name) },
    },
  })
  const engineName = engineNames.find((name) => name === values.engine)
  holds(engineName !== undefined, `the engines are ${engineNames.join(', ')}`)
  const wanted = clients.filter(({ name }) => values.client.includes(name))
  const commandOf = await prepareToolchains(wanted)
  const say = stopwatch()
  return await withEngine(engineName, { settings: {} }, async (engine) => {
    say(`${engine.title} serves`)
    return await readingFailures({ engine, clients: wanted, commandOf, say })
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
