/**
 * `npm run test:tools`: Apache Kafka's command line tools print the same against us as against it.
 *
 *   --write         write the list of differences to docs/compatibility.md
 *   --show          print everything that the tools print against Barnabus
 */
import { parseArgs } from 'node:util'

import { isOperatingError, systemClock } from '@barnabus/base'

import { isWritten, writeBlock } from '../compatibility/printed-block.ts'
import { differencesOf, judge, type Difference, type Verdict } from './compare.ts'
import { knownDifferences } from './known-differences.ts'
import { toolsBlock } from './page.ts'
import { runScript, type Printed } from './run-script.ts'

const self = 'npm run test:tools'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      show: { type: 'boolean', default: false },
    },
  })
  const startedMs = systemClock.monotonicMs()
  const [kafka, barnabus] = await Promise.all([runScript('apache-kafka'), runScript('barnabus')])
  if (values.show) for (const printed of barnabus) show(printed)
  const verdict = judge(differencesOf(kafka, barnabus), knownDifferences)
  report(verdict)
  const seconds = Math.round((systemClock.monotonicMs() - startedMs) / 1000)
  console.log(`${kafka.length} commands with each broker in ${seconds} s`)
  if (verdict.unexplained.length + verdict.outdated.length > 0) return 1

  const block = toolsBlock(verdict, kafka.length)
  if (values.write) await writeBlock(self, block)
  else if (!(await isWritten(self, block))) {
    console.error(`docs/compatibility.md is not what this run would print: ${self} -- --write`)
    return 1
  }
  return 0
}

function show({ command, lines }: Printed): void {
  console.log([`$ ${command}`, ...lines.map((line) => `    ${line}`)].join('\n'))
}

function report({ unexplained, outdated }: Verdict): void {
  for (const difference of unexplained) console.error(inWords(difference))
  for (const pattern of outdated) console.error(`This difference is gone, take it out: ${pattern}`)
}

function inWords({ command, kafka, barnabus }: Difference): string {
  const lines = [...kafka.map((line) => `  - ${line}`), ...barnabus.map((line) => `  + ${line}`)]
  return [`$ ${command}`, ...lines].join('\n')
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
