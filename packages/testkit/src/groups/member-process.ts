import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

import type { ClientCommand } from '../clients/toolchains.ts'
import { guard } from '../engines/guard/guard.ts'

/** What a member says, one line at a time. */
type Line =
  | { readonly has: readonly number[] }
  | { readonly partition: number; readonly offset: number }
  | { readonly process: number }
  | { readonly failed: string }

export interface MemberOptions {
  readonly name: string
  readonly command: ClientCommand
  readonly bootstrap: string
  readonly topic: string
  readonly group: string
  readonly strategy: string
  /** Called with each record that it has read. */
  readonly onRecord: (partition: number, offset: number) => void
  /** Called whenever what it has may have changed. */
  readonly onChange: () => void
}

/** A member of a group, in a process of its own: a client that somebody else wrote. */
export class MemberProcess {
  readonly name: string
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  readonly #onRecord: MemberOptions['onRecord']
  readonly #onChange: () => void
  readonly #release: () => void
  /** The process that is the member: the program, or what it has started. */
  #processId: number
  #has: readonly number[] = []
  #isAlive = true
  #lastFailure: string | undefined
  /** What it complained of without saying so in a line of its own. */
  #lastComplaint = 'nothing'

  constructor({ name, command, bootstrap, topic, group, strategy, ...told }: MemberOptions) {
    this.name = name
    this.#onRecord = told.onRecord
    this.#onChange = told.onChange
    const args = ['join', '--bootstrap', bootstrap, '--topic', topic, '--group', group]
    args.push('--strategy', strategy)
    this.#child = spawn(command.command, [...command.args, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#processId = this.#child.pid ?? -1
    this.#release = guard({ processId: this.#processId })
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#hear(line))
    createInterface({ input: this.#child.stderr! }).on(
      'line',
      (line) => (this.#lastComplaint = line),
    )
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve())
      this.#child.once('close', () => resolve())
    })
    void this.#ended.then(() => this.#hasEnded())
  }

  /** The partitions that are its own, as it last said. */
  get has(): readonly number[] {
    return this.#has
  }

  /** The last thing that went wrong, for whoever wants to know why it has nothing. */
  get lastFailure(): string {
    return this.#lastFailure ?? this.#lastComplaint
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  /** It is gone without a word (SIGKILL). */
  async kill(): Promise<void> {
    this.#signal('SIGKILL')
    if (this.#processId !== this.#child.pid) this.#child.kill('SIGKILL')
    await this.#ended
  }

  /** It is asked to leave (SIGTERM). */
  async leave(): Promise<void> {
    this.#child.kill('SIGTERM')
    await this.#ended
  }

  /** It does nothing any more, and does not know (SIGSTOP). */
  pause(): void {
    this.#signal('SIGSTOP')
  }

  resume(): void {
    this.#signal('SIGCONT')
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#isAlive) process.kill(this.#processId, signal)
  }

  #hasEnded(): void {
    this.#isAlive = false
    this.#has = []
    this.#release()
    this.#onChange()
  }

  #hear(text: string): void {
    if (!text.startsWith('{')) return
    const line = JSON.parse(text) as Line
    if ('offset' in line) this.#onRecord(line.partition, line.offset)
    else if ('process' in line) this.#processId = line.process
    else if ('failed' in line) this.#lastFailure = line.failed
    else this.#has = line.has
    this.#onChange()
  }
}
