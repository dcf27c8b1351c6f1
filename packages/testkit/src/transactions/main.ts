/**
 * `npm run test:transactions`: unmodified clients read and write transactions.
 *
 *   --engine barnabus|apache-kafka   the broker (barnabus)
 *   --client NAME                    only this client; may be repeated
 *   --part reading|writing           only this part; may be repeated
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
import { carelessWriters, writers } from './writers.ts'
import { writingFailures } from './writing.ts'

const settings = { 'transaction.abort.timed.out.transaction.cleanup.interval.ms': '500' }

// What others have written is looked at by this one, which reads right.
const reader = { toolchain: 'go', program: 'franz-go' } as const

async function main(): Promise<readonly string[]> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'barnabus' },
      client: { type: 'string', multiple: true, default: clients.map(({ name }) => name) },
      part: { type: 'string', multiple: true, default: ['reading', 'writing'] },
    },
  })
  const engineName = engineNames.find((name) => name === values.engine)
  holds(engineName !== undefined, `the engines are ${engineNames.join(', ')}`)
  const isWanted = ({ name }: { readonly name: string }): boolean => values.client.includes(name)
  const [readers, ownWriters] = [clients.filter(isWanted), writers.filter(isWanted)]
  const careless = carelessWriters.filter(({ program }) =>
    ownWriters.some((writer) => writer.program === program),
  )
  const commandOf = await prepareToolchains([...readers, reader])
  const say = stopwatch()
  return await withEngine(engineName, { settings }, async (engine) => {
    say(`${engine.title} serves`)
    const common = { engine, commandOf, say }
    const failures: string[] = []
    if (values.part.includes('reading')) {
      failures.push(...(await readingFailures({ ...common, clients: readers })))
    }
    if (values.part.includes('writing')) {
      failures.push(
        ...(await writingFailures({ ...common, writers: [...ownWriters, ...careless], reader })),
      )
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
