import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

import { systemClock } from '@barnabus/base'

import type { ClientCommand } from '../../clients/toolchains.ts'
import { testkitErrors } from '../../errors.ts'
import type { Outcome } from '../model/operation.ts'
import type { RecordLine } from './record-line.ts'

/** What a client program is asked, in one line. Partitions are numbers of its one topic. */
export type Command =
  | { readonly do: 'assign'; readonly from: Readonly<Record<string, number>> }
  | { readonly do: 'subscribe' }
  | {
      readonly do: 'send' | 'poll'
      readonly steps: readonly CommandStep[]
      /** Whether the positions that the polls have reached are committed. */
      readonly offsets: boolean
    }
  | {
      readonly do: 'txn'
      readonly steps: readonly CommandStep[]
      readonly commit: boolean
      /** The same, as a part of the transaction. */
      readonly offsets: boolean
      /** How long a member of a group takes its time before it does that. */
      readonly pauseMs: number
    }

/** Of these, what takes down an operation that does something. */
export type WorkCommand = Exclude<Command, { do: 'assign' | 'subscribe' }>

/** A record to send, or for how many milliseconds to poll. */
export type CommandStep = { readonly send: RecordLine } | { readonly poll: number }

/** What it answers, in one line. */
export interface Answer {
  readonly outcome: Outcome
  readonly reason?: string
  /** It is of no use any more: fenced, or it does not know how its transaction ended. */
  readonly isOver?: boolean
  readonly steps?: readonly { readonly offset?: number; readonly records?: readonly RecordLine[] }[]
  readonly offsets?: Readonly<Record<string, number>>
  /** Partitions that the group gave or took meanwhile. */
  readonly rebalanced?: readonly number[]
}

/** What has happened inside a transaction, told before its end is asked for. */
export interface Interim extends Pick<Answer, 'steps' | 'offsets'> {
  readonly isInterim: true
}

/** One client in a process of its own, which can be killed in the middle of anything. */
export class ClientProcess {
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  readonly #answers: ((line: string | undefined) => void)[] = []
  #isOver = false
  #interim: Interim | undefined

  /** Starts it and waits until it is ready. Throws TESTKIT_CLIENT_ENDED if it ends before. */
  static async start(
    { command, args }: ClientCommand,
    options: readonly string[],
    patienceMs: number,
  ): Promise<ClientProcess> {
    const client = new ClientProcess(command, [...args, ...options])
    await client.#next(patienceMs)
    return client
  }

  private constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] })
    const killWithUs = (): void => void this.#child.kill('SIGKILL')
    process.once('exit', killWithUs)
    this.#child.stdin?.on('error', () => undefined) // Its end tells the story.
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#hear(line))
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve())
      this.#child.once('close', () => resolve())
    })
    void this.#ended.then(() => {
      process.removeListener('exit', killWithUs)
      this.#isOver = true
      for (const tell of this.#answers.splice(0)) tell(undefined)
    })
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** What it told last of what it was asked last, before the answer. */
  get interim(): Interim | undefined {
    return this.#interim
  }

  /** Throws TESTKIT_CLIENT_ENDED if it is killed, ends, or has not answered in time. */
  async ask(command: Command, patienceMs: number): Promise<Answer> {
    this.#interim = undefined
    const answer = this.#next(patienceMs)
    this.#child.stdin?.write(`${JSON.stringify(command)}\n`)
    const told = JSON.parse(await answer) as Answer
    if (told.isOver === true) await this.kill()
    return told
  }

  async kill(): Promise<void> {
    this.#isOver = true
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  #hear(line: string): void {
    const told = JSON.parse(line) as Partial<Interim>
    if (told.isInterim === true) this.#interim = told as Interim
    else this.#answers.shift()?.(line)
  }

  async #next(patienceMs: number): Promise<string> {
    if (this.#isOver) throw testkitErrors.CLIENT_ENDED(this.#child.spawnfile)
    const patience = systemClock.after(patienceMs, () => void this.kill())
    const line = await new Promise<string | undefined>((resolve) => this.#answers.push(resolve))
    patience.cancel()
    if (line === undefined) throw testkitErrors.CLIENT_ENDED(this.#child.spawnfile)
    return line
  }
}
