import { pause, systemClock } from '@barnabus/base'
import { Admin } from '@barnabus/client'
import type { TestCluster } from '@barnabus/testkit'

import { connect, type Bus, type BusOptions } from '../bus.ts'
import type { Handler } from '../handle/context.ts'
import { Reject } from '../handle/reject.ts'
import type { HandleOptions } from '../handle/handle-options.ts'
import type { Handling } from '../handle/handling.ts'
import { topic, type Topic } from '../topics/topic.ts'
import type { DeadLetters } from './dead-letters.ts'

/** Groups notice at once who comes and goes. */
export const impatient = {
  consumer: { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 200 },
} as const

/** A topic of texts, and a group whose handler fails as long as it is broken. */
export class FailingGroup implements AsyncDisposable {
  readonly cluster: TestCluster
  readonly bus: Bus
  readonly topic: Topic<string | null>
  readonly group: string
  /** What the handler was given, and did not fail with. */
  readonly handled: string[] = []
  isBroken = true
  /** Whether it says so; when all else fails, that is taken for an outage. */
  rejects = false

  private constructor(cluster: TestCluster, bus: Bus, name: string) {
    this.cluster = cluster
    this.bus = bus
    this.topic = topic(name)
    this.group = cluster.name('g')
  }

  static async start(
    cluster: TestCluster,
    partitions = 2,
    options: BusOptions = {},
  ): Promise<FailingGroup> {
    const name = await cluster.makeTopic('orders', partitions)
    const bus = await connect(cluster.settings, options)
    await using admin = new Admin(cluster.settings)
    // Brokers learn of a new topic one after the other.
    await until(async () =>
      admin.describeTopics([name]).then(
        () => true,
        () => false,
      ),
    )
    return new FailingGroup(cluster, bus, name)
  }

  get letters(): DeadLetters<string | null> {
    return this.bus.deadLetters(this.topic, this.group)
  }

  /** Begins to handle. */
  async handle(
    options: Partial<HandleOptions<unknown>> = {},
    handler?: Handler<string | null, unknown>,
  ): Promise<Handling> {
    const usual: Handler<string | null, unknown> = ({ value }) => {
      if (this.isBroken && this.rejects) throw new Reject('over the limit')
      if (this.isBroken) throw new TypeError(`cannot take ${JSON.stringify(value)}`)
      this.handled.push(String(value))
    }
    const given: HandleOptions<unknown> = { group: this.group, ...impatient, ...options }
    return await this.bus.handle(this.topic, given, handler ?? usual)
  }

  /** Publishes these, each with itself as its key unless `key` is given. */
  async publish(values: readonly (string | null)[], key?: string): Promise<void> {
    await Promise.all(
      values.map((value) => this.bus.publish(this.topic, { key: key ?? value, value })),
    )
  }

  /** Resolves when there are so many dead letters, and gives how many there are. */
  async died(count: number): Promise<void> {
    await until(async () => {
      const { letters } = await this.letters.list({ limit: 100_000 })
      return letters.length >= count
    })
  }

  /** Resolves when the handler has succeeded so often. */
  async succeeded(count: number): Promise<void> {
    await untilFull(this.handled, count)
  }

  /** Another process of somebody who decides about these letters. */
  async operator(options: BusOptions = {}): Promise<Operator> {
    const bus = await connect(this.cluster.settings, options)
    return { bus, letters: bus.deadLetters(this.topic, this.group) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bus.close()
  }
}

/** See `FailingGroup.operator`. */
export interface Operator {
  readonly bus: Bus
  readonly letters: DeadLetters<string | null>
}

/** Resolves when so many are in `list`. */
export async function untilFull(list: readonly unknown[], count: number): Promise<void> {
  await until(() => list.length >= count)
}

/** Resolves when it is so; the test's own timeout ends the wait. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await pause(systemClock, 20, { keepAlive: true })
  }
}
