import type { Env } from '@barnabus/base'
import { connect, Crash, type Bus, type BusOptions, type Handling } from '@barnabus/bus'
import type { Admin, AdminSettings } from '@barnabus/client'

import type { WorldClock } from './world-clock.ts'

// A partition that is read again, or a new member, is noticed when the last request has been answered.
const consumer = { 'fetch.max.wait.ms': 10, 'heartbeat.interval.ms': 50 } as const

export interface LivingBusParts {
  readonly env: Env
  readonly clock: WorldClock
  readonly settings: AdminSettings
  readonly admin: Admin
}

/** A bus, and whatever tells whether it still lives. */
export class LivingBus {
  readonly bus: Bus
  readonly crash: Crash
  /** Aborts when it has crashed. */
  readonly dead: AbortSignal
  readonly #id: string
  readonly #instance: string
  readonly #admin: Admin
  readonly #over = new Set<Handling>()
  readonly #seen = new Set<Handling>()
  #burial: Promise<void> | undefined

  private constructor(
    bus: Bus,
    crash: Crash,
    {
      id,
      instance,
      admin,
    }: { readonly id: string; readonly instance: string; readonly admin: Admin },
  ) {
    this.bus = bus
    this.crash = crash
    this.#id = id
    this.#instance = instance
    this.#admin = admin
    const death = new AbortController()
    this.dead = death.signal
    void crash.happened.then(() => death.abort())
  }

  /** `id` is its alone, also among those that came before it. */
  static async connect(
    id: string,
    { env, clock, settings, admin }: LivingBusParts,
    options: BusOptions,
  ): Promise<LivingBus> {
    const crash = new Crash(undefined, 1, env)
    const { instance = id } = options
    const bus = await connect(
      { ...settings, 'client.id': id },
      {
        ...{ application: 'test', clock: crash.clockOf(clock.bus), consumer, ...options, instance },
        env: crash.env,
        steps: crash,
      },
    )
    return new LivingBus(bus, crash, { id, instance, admin })
  }

  /** What it handles, unless it is dead or has stopped that. */
  get handlings(): readonly Handling[] {
    if (this.crash.isOver) return []
    for (const handling of this.bus.handlings) this.#watch(handling)
    return this.bus.handlings.filter((handling) => !this.#over.has(handling))
  }

  /** What a handling has died of, if one has. */
  failure: unknown

  /** After a crash: lets its groups and transactions know what they would learn in time. */
  async bury(): Promise<void> {
    if (!this.crash.isOver) return
    await Promise.all([this.#removeMembers(), (this.#burial ??= this.#endTransactions())])
  }

  /** Closes it; what waits for time that does not pass is given up. */
  async close(): Promise<void> {
    if (!this.crash.isOver) await this.bus.close()
  }

  #watch(handling: Handling): void {
    if (this.#seen.has(handling)) return
    this.#seen.add(handling)
    handling
      .ended()
      .catch((error: unknown) => (this.failure ??= error))
      .finally(() => this.#over.add(handling))
  }

  /** More than once: what it had sent before may have been on its way. */
  async #removeMembers(): Promise<void> {
    const groups = await this.#admin.listGroups({ types: ['classic'] })
    const described = await this.#admin.describeGroups(groups.map(({ groupId }) => groupId))
    for (const { groupId, members } of described) {
      const dead = members.filter(({ clientId }) => clientId === this.#id)
      if (dead.length === 0) continue
      const ids = dead.map(({ memberId }) => ({ memberId }))
      await this.#admin.removeMembersFromGroup(groupId, { members: ids })
    }
  }

  /** Once: whoever comes after it may have its name. */
  async #endTransactions(): Promise<void> {
    const found = await this.#admin.listTransactions()
    const left = found.filter(({ transactionalId, state }) => {
      if (transactionalId.endsWith(`.${this.#instance}`)) return true
      return transactionalId.endsWith('.dead-letters') && state === 'Ongoing'
    })
    await this.#admin.fenceProducers(left.map(({ transactionalId }) => transactionalId))
  }
}
