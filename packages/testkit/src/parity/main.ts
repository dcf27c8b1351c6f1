/**
 * `npm run test:parity`: the same requests go to Apache Kafka and to Barnabus, both fresh, and what
 * they answer is compared field by field.
 *
 *   --only TEXT     only scenarios with this in their name; may be repeated
 *   --list          names the scenarios, and plays none
 *   --planted       proves that the comparison notices mistakes: as many brokers have one each
 *   --write         prints the known differences into docs/compatibility.md
 */
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { writeBlock } from '../compatibility/printed-block.ts'
import { testkitErrors } from '../errors.ts'
import { answersBlock } from './page.ts'
import { noticeMistakes } from './planted/notice-mistakes.ts'
import { reportOf } from './report.ts'
import { runScenarios } from './run-scenarios.ts'
import * as scenariosByFile from './scenarios/index.ts'
import type { Scenario } from './scenario.ts'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
      planted: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  const all: readonly Scenario[] = Object.values(scenariosByFile).flat()
  const chosen = all.filter(({ name }) => {
    return values.only.length === 0 || values.only.some((text) => name.includes(text))
  })
  if (chosen.length === 0) throw testkitErrors.USAGE(`no scenario "${values.only.join('", "')}"`)
  if (values.list) {
    for (const { name } of chosen) console.log(name)
    return 0
  }

  if (values.planted) return await planted(all)
  if (values.write) await writeBlock('npm run test:parity', answersBlock())

  const startedMs = performance.now()
  const findings = await runScenarios(chosen)
  const { lines, failures } = reportOf(findings, chosen.length === all.length)
  for (const line of lines) console.log(line)
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  console.log(`${chosen.length} scenarios in ${seconds} s, ${failures} failures`)
  return failures === 0 ? 0 : 1
}

async function planted(scenarios: readonly Scenario[]): Promise<number> {
  const notices = await noticeMistakes(scenarios)
  for (const { mistake, difference } of notices) {
    if (difference === undefined) console.error(`✗ not noticed: ${mistake.name}`)
    else {
      const { scenario, path, kafka, barnabus } = difference
      console.log(`noticed: ${mistake.name}: ${scenario.name}: ${path}: ${kafka}, not ${barnabus}`)
    }
  }
  return notices.every(({ difference }) => difference !== undefined) ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
