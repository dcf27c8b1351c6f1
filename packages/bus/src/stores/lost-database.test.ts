import { deepEqual, equal } from 'node:assert/strict'
import { env } from 'node:process'
import { test } from 'node:test'

import {
  OperatingError,
  systemClock,
  systemFiles,
  systemNetwork,
  systemRandom,
  type Clock,
} from '@barnabus/base'
import { eventually, seededRandom, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { busErrors } from '../errors.ts'
import { Reject } from '../handle/reject.ts'
import { topic, type Topic } from '../topics/topic.ts'
import type { Store } from './store.ts'
import { runIn, TestStore } from './test-store.fixture.ts'

const seed = Number(env['BARNABUS_SEED'] ?? Date.now() % 1_000_000)

/** Partitions that cannot go on are tried again almost at once. */
const hasty = {
  ...{ files: systemFiles, network: systemNetwork, random: systemRandom },
  clock: {
    ...systemClock,
    after: (delayMs, task, options) =>
      systemClock.after(
        [500, 1000, 2000, 4000, 8000, 16_000].includes(delayMs) ? 20 : delayMs,
        task,
        options,
      ),
  } satisfies Clock,
}

interface Job {
  readonly number: number
  readonly behaviour: 'ok' | 'fails once' | 'rejected'
}

/** A store that loses its database now and then, as `fate` says, each time it is asked. */
function unreliable(store: Store, fate: () => 'well' | 'before' | 'after'): Store {
  return {
    ...store,
    isTransient: (error) =>
      (error as { code?: unknown }).code === 'BUS_STORE_LOST' || store.isTransient(error),
    async transaction(task) {
      const how = fate()
      if (how === 'before') throw busErrors.STORE_LOST('test', 'it is away')
      const result = await store.transaction(task)
      if (how === 'after') throw busErrors.STORE_LOST('test', 'the answer to COMMIT is lost')
      return result
    },
  }
}

async function publish(cluster: TestCluster, source: Topic<Job>, count: number): Promise<Job[]> {
  await using bus = await connect(cluster.settings)
  const jobs = Array.from({ length: count }, (_, number): Job => {
    if (number % 7 === 3) return { number, behaviour: 'fails once' }
    return { number, behaviour: number % 11 === 5 ? 'rejected' : 'ok' }
  })
  for (const value of jobs) await bus.publish(source, { key: `k${value.number % 3}`, value })
  return jobs
}

async function handle(
  bus: Bus,
  given: { readonly source: Topic<Job>; readonly group: string; readonly store: Store },
): Promise<ReturnType<Bus['handle']> extends Promise<infer Handling> ? Handling : never> {
  const { source, group, store } = given
  const own = { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 200 }
  const consumer = { ...own, 'fetch.max.wait.ms': 20 }
  const options = { group, store, consumer, retry: { delays: [20] } }
  return await bus.handle(source, options, async ({ key, value, attempt }, { database }) => {
    const statement = 'INSERT INTO effects VALUES ((SELECT COUNT(*) FROM effects), $1, $2)'
    await runIn(database, statement, [BigInt(value.number), key])
    if (value.behaviour === 'rejected') throw new Reject('never')
    if (value.behaviour === 'fails once' && attempt === 1) throw new Error('not now')
  })
}

/** What has taken effect, in its order, once as much as that has. */
async function untilEffects(stores: TestStore, count: number): Promise<readonly number[]> {
  return await eventually(async () => {
    const rows = await stores.run('SELECT number FROM effects ORDER BY place')
    if (rows.length >= count) return rows.map(({ number }) => Number(number))
    throw new OperatingError('TEST_NOT_YET', `seed ${seed}: ${rows.length} of ${count}`)
  }, 60_000)
}

async function begin(partitions: number) {
  const cluster = await TestCluster.start()
  const stores = await TestStore.open()
  await stores.run('CREATE TABLE effects (place BIGINT, number BIGINT, key TEXT)')
  const source = topic<Job>(await cluster.makeTopic('work', partitions))
  const group = cluster.name('g')
  const dead = async (): Promise<readonly number[]> => {
    const views = Array.from({ length: partitions }, (_, partition) =>
      cluster.readCommitted(`${source.name}.${group}.dead`, partition),
    )
    const values = (await Promise.all(views)).flatMap((view) => view.values)
    return values.map((value) => (JSON.parse(value) as Job).number)
  }
  return {
    ...{ cluster, stores, source, group, dead },
    async [Symbol.asyncDispose]() {
      await stores[Symbol.asyncDispose]()
      await cluster[Symbol.asyncDispose]()
    },
  }
}

const sorted = (numbers: readonly number[]): readonly number[] =>
  numbers.toSorted((one, other) => one - other)

test('D3.1: whenever the database is lost, also with the answer to COMMIT, nothing is lost or doubled', async () => {
  await using given = await begin(2)
  const { cluster, stores, source, group } = given
  const jobs = await publish(cluster, source, 40)
  const random = seededRandom(seed)
  const store = unreliable(stores.connect().store, () => {
    const number = random.below(24)
    return number === 0 ? 'before' : number === 1 ? 'after' : 'well'
  })
  // What is lost while it starts is told to whoever calls; only then does it wait by itself.
  let bus: Bus | undefined
  await eventually(async () => {
    await bus?.close()
    bus = await connect(cluster.settings, { env: hasty })
    await handle(bus, { source, group, store })
  })

  const wanted = jobs.filter(({ behaviour }) => behaviour !== 'rejected')
  const effects = await untilEffects(stores, wanted.length)
  const doomed = jobs.filter(({ behaviour }) => behaviour === 'rejected')
  await eventually(async () => {
    const found = (await given.dead()).length
    if (found < doomed.length) throw new OperatingError('TEST_NOT_YET', `${found} dead letters`)
  }, 60_000)
  await bus?.close()

  const numbersOf = (some: readonly Job[]): readonly number[] => some.map(({ number }) => number)
  deepEqual(sorted(effects), numbersOf(wanted), `seed ${seed}`)
  deepEqual(sorted(await given.dead()), numbersOf(doomed), `seed ${seed}`)
  for (const key of [0, 1, 2]) {
    const own = effects.filter((number) => number % 3 === key)
    deepEqual(own, sorted(own), `seed ${seed}: the messages of a key`)
  }
})

test('while the database is away partitions wait and say so, and no attempt is counted', async () => {
  await using given = await begin(1)
  const { cluster, stores, source, group } = given
  let isAway = false
  const store = unreliable(stores.connect().store, () => (isAway ? 'before' : 'well'))
  await using bus = await connect(cluster.settings)
  const handling = await handle(bus, { source, group, store })
  await publish(cluster, source, 1)
  await untilEffects(stores, 1)

  isAway = true
  await publish(cluster, source, 3)
  await eventually(async () => {
    const [stall] = await Promise.resolve(handling.stalls)
    if (stall === undefined) throw new OperatingError('TEST_NOT_YET', 'it does not wait')
    equal(stall.reason, 'Cannot use the test database: it is away')
  })
  isAway = false

  deepEqual(await untilEffects(stores, 4), [0, 0, 1, 2])
  deepEqual(await given.dead(), [])
  await eventually(async () => {
    const { length } = await Promise.resolve(handling.stalls)
    if (length > 0) throw new OperatingError('TEST_NOT_YET', 'it waits')
  })
})

test('D3.3: while members come and go, nothing is written for partitions that went to others', async () => {
  await using given = await begin(4)
  const { cluster, stores, source, group } = given
  const members: Bus[] = []
  const comes = async (): Promise<void> => {
    const bus = await connect(cluster.settings)
    members.push(bus)
    await handle(bus, { source, group, store: stores.connect().store })
  }
  await comes()
  await comes()
  const jobs: Job[] = []
  for (let change = 0; change < 4; change += 1) {
    jobs.push(...(await publish(cluster, source, 30)))
    await comes()
    await members.shift()!.close()
  }

  const wanted = jobs.filter(({ behaviour }) => behaviour !== 'rejected')
  const effects = await untilEffects(stores, wanted.length)
  await Promise.all(members.map((bus) => bus.close()))
  deepEqual(sorted(effects), sorted(wanted.map(({ number }) => number)))
  equal((await untilEffects(stores, 1)).length, wanted.length)
})
