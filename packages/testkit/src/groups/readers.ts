import { systemClock } from '@barnabus/base'

import type { ClientCommand } from '../clients/toolchains.ts'
import { testkitErrors } from '../errors.ts'
import { MemberProcess } from './member-process.ts'
import { firstSkipped, type Skipped } from './skipped.ts'
import type { Strategy } from './strategies.ts'

const patienceMs = 60_000

export interface ReadersOptions {
  readonly title: string
  /** What members are, in turn. */
  readonly commands: readonly ClientCommand[]
  readonly bootstrap: string
  readonly topic: string
  readonly group: string
  readonly strategy: Strategy
}

/** A group of processes that read one topic, and what they have read. */
export class Readers {
  readonly options: ReadersOptions
  readonly members: MemberProcess[] = []
  /** By partition: the offsets that somebody has read. */
  readonly #read = new Map<number, Set<number>>()
  readonly #onChange = new Set<() => void>()

  constructor(options: ReadersOptions) {
    this.options = options
  }

  /** One more member comes. */
  start(name: string): MemberProcess {
    const { commands } = this.options
    const member = new MemberProcess({
      ...this.options,
      name,
      command: commands[this.members.length % commands.length]!,
      onRecord: (partition, offset) => this.#note(partition, offset),
      onChange: () => this.#tell(),
    })
    this.members.push(member)
    return member
  }

  /** Resolves when the partitions are divided among just these, each to one of them. */
  divided(partitionCount: number, among: readonly MemberProcess[]): Promise<void> {
    const all = Array.from({ length: partitionCount }, (_, index) => index)
    return this.#until(
      () => {
        const owned = among.flatMap(({ has }) => has).toSorted((one, other) => one - other)
        const each = partitionCount < among.length || among.every(({ has }) => has.length > 0)
        return each && owned.join() === all.join()
      },
      () => `not divided: ${among.map(whatItHas).join(', ')}`,
    )
  }

  /** Resolves when somebody has read each offset below these ends. */
  hasReadAll(ends: readonly bigint[]): Promise<void> {
    return this.#until(
      () => ends.every((end, partition) => this.#missing(partition, end) === undefined),
      () => {
        const gaps = ends.flatMap((end, partition) => {
          const run = this.#missing(partition, end)
          return run === undefined
            ? []
            : [`${partition} from ${run.from} to ${run.until} of ${end}`]
        })
        return `never read: ${gaps.join(', ')}; ${this.members.map(whatItHas).join(', ')}`
      },
    )
  }

  async killAll(): Promise<void> {
    await Promise.all(this.members.map((member) => member.kill()))
  }

  #missing(partition: number, end: bigint): Skipped | undefined {
    return firstSkipped(this.#read.get(partition) ?? new Set(), end)
  }

  #note(partition: number, offset: number): void {
    const read = this.#read.get(partition) ?? new Set()
    this.#read.set(partition, read)
    read.add(offset)
  }

  #tell(): void {
    for (const listener of this.#onChange) listener()
  }

  async #until(holds: () => boolean, otherwise: () => string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const look = (): void => {
      if (holds()) resolve()
    }
    const timeout = systemClock.after(patienceMs, () => {
      reject(testkitErrors.STORY(`${this.options.title}: ${otherwise()}`))
    })
    this.#onChange.add(look)
    look()
    try {
      await promise
    } finally {
      timeout.cancel()
      this.#onChange.delete(look)
    }
  }
}

function whatItHas({ name, has, lastFailure, isAlive }: MemberProcess): string {
  return `${name}${isAlive ? '' : ' (gone)'} has [${has.join()}], last said ${lastFailure}`
}
