/** What README promises a stranger: send a file, read it back, lose the process, read it again. */
import { isOperatingError } from '@barnabus/base'

import { createEngine } from '../engines/create-engine.ts'
import type { Engine, EngineName } from '../engines/engine.ts'
import { runCommand } from '../engines/run-command.ts'
import { inWords } from '../engines/server-process.ts'
import { testkitErrors } from '../errors.ts'
import { readAccessLog } from './access-log.ts'

const topic = 'access-log'
const timeoutMs = 60_000

/**
 * kcat sends a log file line by line and reads it back, before and after `kill -9`; then SIGTERM
 * ends the broker as it should. Returns what went wrong, or undefined. `say` hears every step.
 */
export async function firstSteps(
  engineName: EngineName,
  directory: string,
  say: (sentence: string) => void,
): Promise<string | undefined> {
  const engine = await createEngine(engineName, { directory, settings: {} })
  try {
    await walk(engine, say)
    return undefined
  } catch (error) {
    if (!isOperatingError(error)) throw error
    say(`✗ first steps: ${error.message}`)
    return error.message
  } finally {
    if (engine.isRunning) await engine.kill()
  }
}

async function walk(engine: Engine, say: (sentence: string) => void): Promise<void> {
  const { bytes, origin } = await readAccessLog()
  await engine.start()
  say(`first steps: ${engine.title} is up; the file is ${origin}`)
  await runCommand('kcat', ['-P', '-b', engine.bootstrap, '-t', topic], { input: bytes, timeoutMs })
  await mustReadBack(engine, bytes, 'after it was sent')
  await engine.kill()
  await engine.start()
  await mustReadBack(engine, bytes, 'after kill -9')
  const ending = await engine.stop()
  if (ending.exitCode !== engine.exitCodeOnStop) {
    throw testkitErrors.FIRST_STEP(`SIGTERM ended it with ${inWords(ending)}`)
  }
  say('first steps: kcat read the file back byte for byte, before and after kill -9')
}

async function mustReadBack(engine: Engine, bytes: Buffer, when: string): Promise<void> {
  const args = ['-C', '-q', '-e', '-b', engine.bootstrap, '-t', topic, '-o', 'beginning']
  const { stdout } = await runCommand('kcat', args, { timeoutMs })
  if (stdout.equals(bytes)) return
  throw testkitErrors.FIRST_STEP(
    `kcat sent ${bytes.length} bytes and read ${stdout.length} others ${when}`,
  )
}
