import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

import { systemClock } from '@barnabus/base'

import type { ClientCommand } from '../clients/toolchains.ts'
import { guard } from '../engines/guard/guard.ts'
import { testkitErrors } from '../errors.ts'

export interface WriterOptions {
  readonly title: string
  readonly command: ClientCommand
  readonly bootstrap: string
  readonly topic: string
  /** The topic that it copies from, as this group. */
  readonly source: string
  readonly group: string
  readonly transactionalId: string
  readonly transactionTimeoutMs: number
  /** Something that it is to do wrong. */
  readonly mistake?: string
}

/** What a client is asked to do, one after the other. */
export type TransactionStep =
  | { readonly do: 'begin' | 'commit' | 'abort' }
  | { readonly do: 'send'; readonly partition: number; readonly value: string }
  | { readonly do: 'copy'; readonly count: number }

interface Answer {
  readonly ready?: true
  readonly ok?: true
  readonly failed?: string
}

const patienceMs = 60_000

/** A client with a transactional id, in a process of its own. */
export class WriterProcess {
  readonly #title: string
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  #waiting = Promise.withResolvers<Answer>()
  #said = ''

  private constructor(options: WriterOptions) {
    this.#title = options.title
    const args = [
      ...['--bootstrap', options.bootstrap, '--topic', options.topic, '--source', options.source],
      ...['--group', options.group, '--transactional-id', options.transactionalId],
      ...['--transaction-timeout-ms', String(options.transactionTimeoutMs)],
    ]
    if (options.mistake !== undefined) args.push('--mistake', options.mistake)
    const { command, args: before } = options.command
    this.#child = spawn(command, [...before, ...args], { stdio: 'pipe' })
    const release = guard({ processId: this.#child.pid ?? -1 })
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      if (line.startsWith('{')) this.#waiting.resolve(JSON.parse(line) as Answer)
    })
    this.#child.stderr?.on('data', (text: Buffer) => (this.#said += text.toString()))
    this.#child.stdin?.on('error', () => undefined) // Told by its end.
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve())
      this.#child.once('close', () => resolve())
    })
    void this.#ended.then(() => {
      release()
      this.#waiting.resolve({ failed: `it ended: ${this.#said}` })
    })
  }

  /** Resolves when it has its transactional id, and has fenced who had it before. */
  static async open(options: WriterOptions): Promise<WriterProcess> {
    const writer = new WriterProcess(options)
    const { failed } = await writer.#answer()
    if (failed === undefined) return writer
    throw testkitErrors.STORY(`${options.title} does not start: ${failed}`)
  }

  /** Takes the steps one after the other. Throws STORY if one of them fails. */
  async take(...steps: readonly TransactionStep[]): Promise<void> {
    const failure = await this.firstFailure(...steps)
    if (failure !== undefined) throw testkitErrors.STORY(`${this.#title}: ${failure}`)
  }

  /** Takes the steps one after the other up to the first that fails, and tells what it said. */
  async firstFailure(...steps: readonly TransactionStep[]): Promise<string | undefined> {
    for (const step of steps) {
      this.#waiting = Promise.withResolvers<Answer>()
      this.#child.stdin?.write(`${JSON.stringify(step)}\n`)
      const { failed } = await this.#answer()
      if (failed !== undefined) return `${step.do} failed with ${failed}`
    }
    return undefined
  }

  /** It is gone without a word (SIGKILL). */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  async #answer(): Promise<Answer> {
    const timeout = systemClock.after(patienceMs, () => this.#child.kill('SIGKILL'))
    const answer = await this.#waiting.promise
    timeout.cancel()
    return answer
  }
}
