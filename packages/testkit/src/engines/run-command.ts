import { spawn } from 'node:child_process'

import { systemClock } from '@barnabus/base'

import { testkitErrors } from '../errors.ts'

/** What to run, and how long it may take. */
export interface CommandOptions {
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Written to the command's standard input, which is then closed. */
  readonly input?: Uint8Array | string
  /** After this it is killed and has failed. */
  readonly timeoutMs?: number
}

/** What a command printed before it ended with exit code 0. */
export interface CommandOutput {
  readonly stdout: Buffer
  readonly stderr: string
}

const timeoutMsDefault = 10 * 60_000
const shownOutputSizeMax = 1_500
const shownArgumentSizeMax = 200

/** Runs a program to its end. Throws `TESTKIT_COMMAND_FAILED` unless it ends with exit code 0. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutput> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.environment },
    stdio: 'pipe',
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A program that ends without reading its input breaks the pipe; its exit code tells the story.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input)

  const timeoutMs = options.timeoutMs ?? timeoutMsDefault
  let outcome = ''
  const timeout = systemClock.after(timeoutMs, () => {
    outcome = `killed after ${timeoutMs} ms`
    child.kill('SIGKILL')
  })
  const killWithUs = (): void => void child.kill('SIGKILL')
  process.once('exit', killWithUs)

  const ending = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  timeout.cancel()
  process.removeListener('exit', killWithUs)

  const result = { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }
  if (outcome === '' && ending === 'exit code 0') return result
  const said = result.stderr.trim() === '' ? result.stdout.toString() : result.stderr
  throw testkitErrors.COMMAND_FAILED(
    commandLine(command, args),
    outcome === '' ? ending : outcome,
    said.trim().slice(-shownOutputSizeMax),
  )
}

/** A command as it would be typed, class paths and lists of files left out. */
export function commandLine(command: string, args: readonly string[]): string {
  const shown = args.map((arg) => (arg.length > shownArgumentSizeMax ? '…' : arg))
  return [command, ...shown].join(' ')
}
