import { setTimeout as sleep } from 'node:timers/promises'

import { isOperatingError } from '@barnabus/base'

import type { ClientCommand } from '../../clients/toolchains.ts'
import type { Key } from '../model/operation.ts'
import { recordsPolledBy } from '../model/indexed-history.ts'
import { ClientProcess, type WorkCommand } from './client-process.ts'
import type { HistoryClient } from './history-clients.ts'
import { byPartition, historyTopic } from './keys.ts'
import type { Place } from './mixes.ts'
import {
  randomAssignment,
  randomSingle,
  randomTransaction,
  type Sources,
} from './random-command.ts'
import type { Recorder } from './recorder.ts'
import { toldWork, untold, type ToldWork } from './told-work.ts'

export interface SlotOptions extends Omit<Sources, 'nextValue'> {
  readonly name: string
  readonly client: HistoryClient
  readonly command: ClientCommand
  readonly bootstrap: string
  readonly isTransactional: boolean
  readonly member: Place['member']
  readonly recorder: Recorder
}

const transactionTimeoutMs = 10_000
const startPatienceMs = 60_000
const answerPatienceMs = 30_000
const retryMs = 200
const reassignOneIn = 24

/**
 * A place that is always taken by one client: when it crashes or is of no use any more, the next
 * process takes over its transactional id and its group, and is another process of the history.
 */
export class Slot {
  readonly group: string
  /** Resolves when its first client is. */
  readonly ready: Promise<void>
  readonly #isReady = Promise.withResolvers<void>()
  readonly #options: SlotOptions
  readonly #reached = new Map<Key, number>()
  #process: ClientProcess | undefined
  #subscribed: ClientProcess | undefined
  #processes = 0
  #values = 0
  #stopping = false
  #assigned: readonly Key[] = []

  constructor(options: SlotOptions) {
    this.#options = options
    this.ready = this.#isReady.promise
    this.group = options.member !== undefined ? 'group-of-all' : `group-${options.name}`
  }

  /** Works until `stop`, and then to the end of the operation it is in. */
  async run(): Promise<void> {
    while (!this.#stopping) {
      try {
        this.#process = await this.#start()
        this.#isReady.resolve()
        while (!this.#stopping && !this.#process.isOver) await this.#next(this.#process)
      } catch (error) {
        if (!isOperatingError(error, 'TESTKIT_CLIENT_ENDED')) throw error
        await sleep(retryMs) // The broker may be down, which the client does not survive.
      }
    }
    await this.#process?.kill()
  }

  stop(): void {
    this.#stopping = true
  }

  /** Kills the client, whatever it is doing. */
  async crash(): Promise<void> {
    const process = this.#process
    if (process === undefined || process.isOver) return
    await this.#options.recorder.attempt(this.#processName, async () => {
      await process.kill()
      return { kind: 'crash', outcome: 'ok' }
    })
  }

  get #processName(): string {
    return `${this.#options.name}.${this.#processes}`
  }

  async #start(): Promise<ClientProcess> {
    const { bootstrap, isTransactional, member, name, command } = this.#options
    const options = ['--bootstrap', bootstrap, '--topic', historyTopic, '--group', this.group]
    if (member !== undefined) options.push('--group-protocol', member)
    if (isTransactional) {
      options.push('--transactional-id', name)
      options.push('--transaction-timeout-ms', String(transactionTimeoutMs))
    }
    const client = await ClientProcess.start(command, options, startPatienceMs)
    this.#processes += 1
    this.#assigned = []
    return client
  }

  async #next(process: ClientProcess): Promise<void> {
    const { random, member, isTransactional } = this.#options
    const isSubscribed = member !== undefined
    if (isSubscribed) await this.#subscribe(process)
    else if (this.#assigned.length === 0 || random.below(reassignOneIn) === 0) {
      await this.#assign(process, randomAssignment(this.#sources, this.#reached))
      return
    }
    const make = isTransactional ? randomTransaction : randomSingle
    await this.#work(process, make(this.#sources, isSubscribed))
  }

  get #sources(): Sources {
    const nextValue = (): string => {
      this.#values += 1
      return `${this.#options.name}-${this.#values}`
    }
    return { ...this.#options, nextValue }
  }

  /** Once for each process. */
  async #subscribe(process: ClientProcess): Promise<void> {
    if (this.#subscribed === process) return
    await this.#options.recorder.attempt(this.#processName, async () => {
      await process.ask({ do: 'subscribe' }, answerPatienceMs)
      return { kind: 'subscribe', outcome: 'ok', topics: [historyTopic] }
    })
    this.#subscribed = process
  }

  async #assign(process: ClientProcess, from: Readonly<Record<Key, number>>): Promise<void> {
    await this.#options.recorder.attempt(this.#processName, async () => {
      await process.ask({ do: 'assign', from: byPartition(from) }, answerPatienceMs)
      return { kind: 'assign', from, outcome: 'ok' }
    })
    this.#assigned = Object.keys(from)
    for (const [key, offset] of Object.entries(from)) this.#reached.set(key, offset)
  }

  async #work(process: ClientProcess, command: WorkCommand): Promise<void> {
    const told = await this.#options.recorder.attempt(this.#processName, () =>
      this.#ask(process, command),
    )
    if (told.outcome === 'ok') this.#advance(told)
    else if (
      this.#assigned.length > 0 &&
      !process.isOver &&
      told.steps.some(({ kind }) => kind === 'poll')
    ) {
      const back = this.#assigned.map((key) => [key, this.#reached.get(key) ?? 0] as const)
      await this.#assign(process, Object.fromEntries(back))
    }
  }

  async #ask(process: ClientProcess, command: WorkCommand): Promise<ToldWork> {
    try {
      return toldWork(command, await process.ask(command, answerPatienceMs), this.group)
    } catch (error) {
      if (!isOperatingError(error, 'TESTKIT_CLIENT_ENDED')) throw error
      return untold(command, process.interim, this.group)
    }
  }

  #advance(told: ToldWork): void {
    this.#options.frontier.advance(told)
    for (const { key, offset } of recordsPolledBy(told)) this.#reached.set(key, offset + 1)
  }
}
