/**
 * `npm run test:bus`: mistakes are planted in the bus, one at a time, and its own tests have to notice
 * each. Prints what a crash at each step can do to a message.
 *
 *   --mistake TEXT   only mistakes whose name has this in it; may be repeated
 *   --write          puts the table into docs/reference/bus-failures.md
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { inParallel } from '../in-parallel.ts'
import { repositoryDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { flagOf } from '../planted/source-mistake.ts'
import { stopwatch } from '../stopwatch.ts'
import { holds } from '../stories/story.ts'
import { failurePage } from './failure-page.ts'
import { mistakes, type Mistake } from './mistakes.ts'

const testTimeoutMs = 30_000
/** Tests mostly wait. */
const processesMax = 3

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      mistake: { type: 'string', multiple: true, default: [''] },
      write: { type: 'boolean', default: false },
    },
  })
  const say = stopwatch()
  const table = await failureTable()
  console.log(table)
  say('crashed at each step: what was promised holds')
  if (values.write) {
    const page = join(repositoryDirectory, 'docs/reference/bus-failures.md')
    await writeFile(page, failurePage(table))
    await runCommand('npx', ['prettier', '--write', page], { cwd: repositoryDirectory })
  }
  const asked = mistakes.filter(({ name }) => values.mistake.some((text) => name.includes(text)))
  await inParallel(asked, processesMax, async (mistake) => {
    await mustBeNoticed(mistake)
    say(`noticed: ${mistake.name}`)
  })
}

async function failureTable(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'bus-failures-'))
  try {
    const path = join(directory, 'table.md')
    await runTests('crashes.test.ts', [], { BARNABUS_FAILURE_TABLE: path })
    return await readFile(path, 'utf8')
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function mustBeNoticed(mistake: Mistake): Promise<void> {
  const { name, noticedBy, pattern } = mistake
  const flags = [flagOf(mistake), `--test-name-pattern=${pattern}`]
  const isNoticed = await runTests(noticedBy, flags, {}).then(
    () => false,
    (error: unknown) => {
      if (!isOperatingError(error) || error.message.includes('must stand in')) throw error
      return true
    },
  )
  holds(isNoticed, `nobody noticed that ${name}`)
}

async function runTests(
  file: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const limits = [`--test-timeout=${testTimeoutMs}`, '--test-force-exit']
  const path = join('packages/bus/src', file)
  const args = ['--conditions=@barnabus/source', ...flags, '--test', ...limits, path]
  await runCommand(process.execPath, args, { cwd: repositoryDirectory, environment })
}

try {
  await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
