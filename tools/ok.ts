/**
 * npm run ok: the quick check before each commit. Name stages to run only these.
 *
 * Two stages at a time; the output of those that passed is not worth reading and not shown.
 */

import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

interface Stage {
  readonly name: string
  readonly command: readonly string[]
  readonly mend: string
}

const stages: readonly Stage[] = [
  {
    name: 'types',
    command: ['tsc', '-b'],
    mend: 'the compiler says where',
  },
  {
    name: 'format',
    // In a place of its own: prettier without --cache deletes the cache that it finds at the usual.
    command: [
      'prettier',
      '--check',
      '--log-level=warn',
      '--cache',
      '--cache-location=node_modules/.cache/format',
      '.',
    ],
    mend: 'npm run format',
  },
  {
    name: 'house',
    command: ['node', 'tools/checks/all.ts'],
    mend: 'each finding says how',
  },
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', '--deny-warnings'],
    mend: 'each finding names its rule; .oxlintrc.json says why we have it',
  },
  {
    name: 'unused',
    command: ['knip', '--no-progress', '--cache', '--cache-location=node_modules/.cache/knip'],
    mend: 'take out what nothing uses, or use it',
  },
  {
    name: 'tests',
    command: ['node', 'tools/test.mjs', '--test-reporter=dot', 'packages', 'tools/checks'],
    mend: 'npm test -- FILE shows one test file in full',
  },
]

interface Outcome {
  readonly stage: Stage
  readonly passed: boolean
  readonly seconds: string
  readonly output: string
}

function run(stage: Stage): Promise<Outcome> {
  const [command = '', ...args] = stage.command
  const startedAtMs = performance.now()
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32', // The commands in node_modules/.bin are scripts there.
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
      resolve({ stage, passed: code === 0, seconds, output })
    })
  })
}

function report({ stage, passed, seconds, output }: Outcome): void {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${stage.name.padEnd(8)} ${seconds.padStart(5)} s`)
  if (!passed) console.log(`\n${output.trim()}\n\n  to mend: ${stage.mend}\n`)
}

async function main(): Promise<void> {
  const named = process.argv.slice(2)
  const unknown = named.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    console.error(
      `Cannot run "${unknown.join('", "')}": the stages are ${stages.map(({ name }) => name).join(', ')}`,
    )
    process.exit(2)
  }
  const waiting = stages.filter(({ name }) => named.length === 0 || named.includes(name))
  let failed = false
  const worker = async (): Promise<void> => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) {
      const outcome = await run(stage)
      report(outcome)
      failed ||= !outcome.passed
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker))
  if (failed) process.exitCode = 1
}

await main()
