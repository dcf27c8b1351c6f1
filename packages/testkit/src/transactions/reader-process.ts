import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

import { systemClock } from '@barnabus/base'

import { recordsOf } from '../clients/record-lines.ts'
import type { ClientCommand } from '../clients/toolchains.ts'
import { guard } from '../engines/guard/guard.ts'
import { nameOf } from './layouts.ts'

export interface ReaderOptions {
  readonly command: ClientCommand
  readonly bootstrap: string
  readonly topic: string
  readonly isolation: 'read_committed' | 'read_uncommitted'
}

const patienceMs = 45_000
const countMax = 1_000_000 // It is over when the test has seen enough.

/** A client that reads a topic from its start, in a process of its own. */
export class ReaderProcess {
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  readonly #release: (() => void)[] = []
  readonly #onChange = new Set<() => void>()
  readonly #shown = new Map<number, string[]>()
  /** The process that reads: the program, or what it has started. */
  #processId: number
  #isOver = false
  #said = ''

  constructor({ command, bootstrap, topic, isolation }: ReaderOptions) {
    const args = ['consume', '--bootstrap', bootstrap, '--topic', topic]
    args.push('--count', String(countMax), '--isolation', isolation)
    this.#child = spawn(command.command, [...command.args, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#processId = this.#child.pid ?? -1
    this.#release.push(guard({ processId: this.#processId }))
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#hear(line))
    this.#child.stderr?.on('data', (text: Buffer) => (this.#said += text.toString()))
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', () => resolve())
      this.#child.once('close', () => resolve())
    })
    void this.#ended.then(() => {
      this.#isOver = true
      this.#tell()
    })
  }

  /** The names of the values that it was shown in a partition, in their order. */
  shownIn(partition: number): readonly string[] {
    return this.#shown.get(partition) ?? []
  }

  /** What it has complained about. */
  get said(): string {
    return this.#said
  }

  /** Resolves when it was shown these values, one in each partition; or when it never will be. */
  async hasSeen(lasts: readonly (string | undefined)[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = (): void => {
      const hasAll = lasts.every(
        (last, partition) => last === undefined || this.shownIn(partition).includes(last),
      )
      if (hasAll || this.#isOver) resolve()
    }
    const timeout = systemClock.after(patienceMs, resolve)
    this.#onChange.add(look)
    look()
    await promise
    timeout.cancel()
    this.#onChange.delete(look)
  }

  async kill(): Promise<void> {
    if (!this.#isOver) process.kill(this.#processId, 'SIGKILL')
    this.#child.kill('SIGKILL')
    await this.#ended
    for (const release of this.#release) release()
  }

  #hear(text: string): void {
    if (!text.startsWith('{')) return
    const line = JSON.parse(text) as { readonly process?: number }
    if (line.process === undefined) {
      for (const record of recordsOf(text)) this.#note(record.partition, record.value)
    } else {
      this.#processId = line.process
      this.#release.push(guard({ processId: line.process }))
    }
    this.#tell()
  }

  #note(partition: number, value: Uint8Array | null): void {
    const here = this.#shown.get(partition) ?? []
    this.#shown.set(partition, here)
    here.push(nameOf(value ?? new Uint8Array()))
  }

  #tell(): void {
    for (const listener of this.#onChange) listener()
  }
}
