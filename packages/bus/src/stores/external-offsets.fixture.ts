import { deepEqual } from 'node:assert/strict'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type Bus, type BusOptions } from '../bus.ts'
import type { HandleOptions } from '../handle/handle-options.ts'
import type { Handling } from '../handle/handling.ts'
import { topic, type Topic } from '../topics/topic.ts'
import type { Store } from './store.ts'
import { runIn, TestStore } from './test-store.fixture.ts'

export const consumer = { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 200 } as const

/** A cluster with a topic, and a database with a table of what has been done. */
export class Given implements AsyncDisposable {
  readonly cluster: TestCluster
  readonly stores: TestStore
  readonly source: Topic<number>
  readonly group: string
  readonly #buses: Bus[] = []

  private constructor(cluster: TestCluster, stores: TestStore, name: string) {
    this.cluster = cluster
    this.stores = stores
    this.source = topic<number>(name)
    this.group = cluster.name('g')
  }

  static async begin(partitions = 1, configs = {}): Promise<Given> {
    const cluster = await TestCluster.start()
    const stores = await TestStore.open()
    await stores.run('CREATE TABLE effects (value BIGINT NOT NULL, key TEXT)')
    return new Given(cluster, stores, await cluster.makeTopic('work', partitions, configs))
  }

  async publish(...values: readonly number[]): Promise<void> {
    await using bus = await connect(this.cluster.settings)
    for (const value of values) await bus.publish(this.source, { key: `k${value % 3}`, value })
  }

  /** Handles the topic by inserting its values, as a process of its own. */
  async handle(
    options: Partial<HandleOptions<unknown>> = {},
    before: (value: number) => unknown = () => undefined,
    source = this.source,
    busOptions: BusOptions = {},
  ): Promise<Handling> {
    const bus = await connect(this.cluster.settings, busOptions)
    this.#buses.push(bus)
    const store: Store = this.stores.connect().store
    const all = { group: this.group, store, consumer, ...options }
    return await bus.handle(source, all, async ({ key, value }, { database }) => {
      await runIn(database, 'INSERT INTO effects VALUES ($1, $2)', [BigInt(value), key])
      await before(value)
    })
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#buses.splice(0).map((bus) => bus.close()))
  }

  async effects(): Promise<readonly number[]> {
    const rows = await this.stores.run('SELECT value FROM effects ORDER BY value')
    return rows.map(({ value }) => Number(value))
  }

  async untilEffects(...values: readonly number[]): Promise<void> {
    await this.untilCount(values.length)
    deepEqual(await this.effects(), values)
  }

  async untilCount(count: number): Promise<void> {
    await eventually(async () => {
      const found = await this.effects()
      if (found.length >= count) return
      throw new OperatingError('TEST_NOT_YET', `${found.length} of ${count}`)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopAll()
    await this.stores[Symbol.asyncDispose]()
    await this.cluster[Symbol.asyncDispose]()
  }
}

/** What a handling ends with. */
export async function failureOf(handling: Handling): Promise<OperatingError> {
  return await handling.ended().then(
    () => new OperatingError('TEST_ENDED', 'it has ended'),
    (error: unknown) => error as OperatingError,
  )
}
