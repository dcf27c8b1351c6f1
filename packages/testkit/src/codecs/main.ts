/**
 * `npm run test:codecs`: our codecs and those of other implementations read what the other wrote.
 *
 * Every message in every version goes both ways, with random content: what one side writes, the
 * other reads and writes again, and the bytes must be the same.
 *
 *   --seeds N          how many messages of each kind and version, each way (20)
 *   --message NAME     only messages whose name starts so
 */
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { testkitErrors } from '../errors.ts'
import { exchange } from './exchange.ts'
import { apacheKafkaMessages, franzGoMessages } from './foreign-messages.ts'
import { reportOf } from './report.ts'
import { subjects } from './subject.ts'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { seeds: { type: 'string', default: '20' }, message: { type: 'string', default: '' } },
  })
  const seeds = Number(values.seeds)
  if (!Number.isInteger(seeds) || seeds < 1) {
    throw testkitErrors.USAGE(`"${values.seeds}" is not a number of seeds`)
  }
  const chosen = subjects().filter(({ name }) => name.startsWith(values.message))
  if (chosen.length === 0) throw testkitErrors.USAGE(`no message starts with "${values.message}"`)

  let failures = 0
  for (const foreign of [await apacheKafkaMessages(), await franzGoMessages()]) {
    const findings = await exchange(foreign, chosen, seeds)
    console.log(`${foreign.title}: ${chosen.length} messages and versions`)
    const { lines, failures: more } = reportOf(findings, seeds)
    for (const line of lines) console.log(line)
    failures += more
  }
  return failures === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
