import { join } from 'node:path'

import { ServerProcess } from '../engines/server-process.ts'
import type { MutantName } from './mutants.ts'

/** What a broker is started on, to be killed. */
export interface BrokerUnderTest {
  readonly directory: string
  readonly port: number
  /** `real`: a kill keeps what the system was given. `forgetful`: it keeps only what was synced. */
  readonly disk: 'real' | 'forgetful'
  readonly mutant?: MutantName
}

/** How long a life may be, in milliseconds; some are long enough for checkpoints. */
export const lifeMsMax = { short: 700, long: 2500 } as const

const readyTimeoutMs = 20_000
const program = join(import.meta.dirname, 'broker-under-test.ts')

/** Starts it and waits until it serves. Throws what it said last if it never does. */
export async function startBrokerUnderTest(options: BrokerUnderTest): Promise<ServerProcess> {
  const { directory, port, disk, mutant } = options
  const server = new ServerProcess({
    command: process.execPath,
    args: [
      '--conditions=@barnabus/source',
      program,
      `--port=${port}`,
      `--data-dir=${join(directory, 'data')}`,
      `--disk=${disk}`,
      ...(mutant === undefined ? [] : [`--mutant=${mutant}`]),
    ],
    readyWhen: /\bready\b/,
    readyTimeoutMs,
    outputPath: join(directory, 'output.log'),
  })
  await server.untilReady()
  return server
}

/** Why it did not start: what it said last, without the way there. */
export function reasonOf(error: unknown): string {
  const text = String(error)
  return /OperatingError: (Cannot read .*)/.exec(text)?.[1] ?? text
}
