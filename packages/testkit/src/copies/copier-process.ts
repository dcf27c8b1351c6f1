import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

import type { ClientCommand } from '../clients/toolchains.ts'
import { guard } from '../engines/guard/guard.ts'

export interface CopierOptions {
  readonly command: ClientCommand
  /** What it is told to copy, and how. */
  readonly args: readonly string[]
}

const pauseMs = 200
const saidSizeMax = 2000

/** A client that copies a topic; whenever it is killed or gives up, another takes its place. */
export class CopierProcess {
  readonly #options: CopierOptions
  readonly #ended: Promise<void>
  #child: ChildProcess | undefined
  #isOver = false
  #said = ''
  starts = 0

  constructor(options: CopierOptions) {
    this.#options = options
    this.#ended = this.#run()
  }

  /** What it complained about last. */
  get said(): string {
    return this.#said
  }

  /** It is gone without a word (SIGKILL), and starts again. */
  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  /** Resolves when it is gone for good. */
  async close(): Promise<void> {
    this.#isOver = true
    this.kill()
    await this.#ended
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      await this.#runOnce()
      if (!this.#isOver) await sleep(pauseMs)
    }
  }

  async #runOnce(): Promise<void> {
    const { command, args } = this.#options
    const child = spawn(command.command, [...command.args, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child = child
    this.starts += 1
    const release = guard({ processId: child.pid ?? -1 })
    child.stderr.on('data', (text: Buffer) => {
      this.#said = `${this.#said}${text.toString()}`.slice(-saidSizeMax)
    })
    await new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('close', () => resolve())
    })
    release()
  }
}
