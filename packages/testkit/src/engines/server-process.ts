import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'

import { systemClock } from '@barnabus/base'

import { testkitErrors } from '../errors.ts'
import { guard } from './guard/guard.ts'
import { commandLine } from './run-command.ts'

/** How a server is started, and how it says that it serves. */
export interface ServerProcessOptions {
  readonly command: string
  readonly args: readonly string[]
  /** The first line of output that matches this means: ready. */
  readonly readyWhen: RegExp
  readonly readyTimeoutMs: number
  /** Everything the server prints is appended here. */
  readonly outputPath: string
}

/** How a process ended. */
export interface Ending {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
}

const rememberedLinesMax = 40

/** A server in a process of its own, addressed by its id only. It never outlives us. */
export class ServerProcess {
  readonly #options: ServerProcessOptions
  readonly #child: ChildProcess
  readonly #ended: Promise<Ending>
  readonly #saidReady = Promise.withResolvers<'ready'>()
  readonly #lastLines: string[] = []
  readonly #release: () => void

  /** Starts it; `untilReady` tells when it serves. */
  constructor(options: ServerProcessOptions) {
    this.#options = options
    this.#child = spawn(options.command, options.args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const { pid: processId } = this.#child
    this.#release = processId === undefined ? () => undefined : guard({ processId })
    this.#ended = this.#watchEnd(this.#watchOutput())
  }

  /** The process id, for measurements. */
  get processId(): number | undefined {
    return this.#child.pid
  }

  /** Resolves when the server says so; throws, with its last lines, if it ends or stays silent. */
  async untilReady(): Promise<void> {
    const { command, args, readyTimeoutMs } = this.#options
    const late = Promise.withResolvers<'late'>()
    const timeout = systemClock.after(readyTimeoutMs, () => late.resolve('late'))
    const first = await Promise.race([this.#saidReady.promise, this.#ended, late.promise])
    timeout.cancel()
    if (first === 'ready') return

    const name = commandLine(command, args)
    const output = this.#lastLines.join('\n')
    if (first !== 'late') throw testkitErrors.SERVER_ENDED(name, inWords(first), output)
    await this.kill()
    throw testkitErrors.SERVER_NOT_READY(name, readyTimeoutMs, output)
  }

  /** Asks it to end (SIGTERM) and waits until it has. */
  async stop(): Promise<Ending> {
    this.#child.kill('SIGTERM')
    return await this.#ended
  }

  /** Ends it without asking (SIGKILL) and waits until it is gone. */
  async kill(): Promise<Ending> {
    this.#child.kill('SIGKILL')
    return await this.#ended
  }

  /** How it ended, told once everything that it said is in its file. */
  #watchEnd(outputWritten: Promise<void>): Promise<Ending> {
    const ended = new Promise<Ending>((resolve) => {
      this.#child.once('error', () => resolve({ exitCode: null, signal: null }))
      this.#child.once('close', (exitCode, signal) => resolve({ exitCode, signal }))
    })
    void ended.then(() => this.#release())
    return ended.then((ending) => outputWritten.then(() => ending))
  }

  /** Resolves when the last of its output is written. */
  async #watchOutput(): Promise<void> {
    const output = createWriteStream(this.#options.outputPath, { flags: 'a' })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream === null) continue
      createInterface({ input: stream }).on('line', (line) => {
        output.write(`${line}\n`)
        this.#hear(line)
      })
    }
    this.#child.once('error', () => output.end())
    this.#child.once('close', () => output.end())
    await once(output, 'close')
  }

  #hear(line: string): void {
    this.#lastLines.push(line)
    if (this.#lastLines.length > rememberedLinesMax) this.#lastLines.shift()
    if (this.#options.readyWhen.test(line)) this.#saidReady.resolve('ready')
  }
}

/** "exit code 0", "SIGKILL", or that it never ran. */
export function inWords({ exitCode, signal }: Ending): string {
  return signal ?? (exitCode === null ? 'it could not be run' : `exit code ${exitCode}`)
}
