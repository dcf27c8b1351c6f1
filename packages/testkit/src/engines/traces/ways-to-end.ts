import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import type { Engine, EngineName } from '../engine.ts'
import { withEngine } from '../with-engine.ts'
import { tracesOf, type Trace } from './traces.ts'

const userPath = join(import.meta.dirname, 'main.ts')

/** Ways in which the use of an engine ends. Each returns where it could have left something. */
export const waysToEnd: Readonly<Record<string, (name: EngineName) => Promise<readonly Trace[]>>> =
  {
    'all goes well': (name) => use(name, () => Promise.resolve()),
    'the use fails': (name) => use(name, () => Promise.reject(new Error('as planned'))),
    'the nodes are killed': (name) => use(name, (engine) => engine.kill()),
    'the user is killed': killedUser,
  }

async function use(
  name: EngineName,
  purpose: (engine: Engine) => Promise<void>,
): Promise<readonly Trace[]> {
  let traces: readonly Trace[] = []
  const used = withEngine(name, { settings: {} }, (engine) => {
    traces = tracesOf(engine)
    return purpose(engine)
  })
  await used.catch((error: unknown) => {
    if (!String(error).includes('as planned')) throw error
  })
  return traces
}

/** SIGKILL: nothing in the user's own process has a chance to tidy up. */
async function killedUser(name: EngineName): Promise<readonly Trace[]> {
  const args = [...process.execArgv.filter((arg) => arg.startsWith('--conditions')), userPath, name]
  const user = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: user.stdout }), 'line')) as [string]
  user.kill('SIGKILL')
  await once(user, 'exit')
  return JSON.parse(line) as readonly Trace[]
}
