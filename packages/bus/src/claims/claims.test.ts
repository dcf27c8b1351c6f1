import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Producer } from '@barnabus/client'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type Bus, type BusOptions } from '../bus.ts'
import { Crash } from '../crash.ts'
import type { DeadLetter } from '../dead-letters/dead-letter.ts'
import type { Message } from '../messages/message.ts'
import { topic, type Topic } from '../topics/topic.ts'
import { DirectoryClaims } from './directory-claims.ts'

const large = 'x'.repeat(2000)
const above = 1000

describe('a value that is too large for Kafka', () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  test('is in the store, and not in Kafka, and handlers are given it', async () => {
    await using given = await Given.begin(cluster)
    await using bus = await given.connect()

    for (const value of [large, 'small', large.slice(0, above - 2)]) {
      await bus.publish(given.orders, { key: 'k', value })
    }

    const messages = await received(bus, cluster, given.orders, 3)
    const { values } = await cluster.readCommitted(given.orders.name)
    deepEqual(
      messages.map(({ value }) => value.length),
      [2000, 5, above - 2],
    )
    deepEqual(
      values.map((value) => value.length),
      [2, 7, above],
    )
    deepEqual((await given.keys()).length, 1)
    equal(messages[0]?.headers.has('ce_id'), true)
    equal(messages[0]?.headers.has('bus-claim'), false)
  })

  test('stays whole through retries, what a handler publishes, and being a dead letter', async () => {
    await using given = await Given.begin(cluster)
    await using bus = await given.connect()
    const results = topic<string>(await cluster.makeTopic('results'))
    const group = cluster.name('g')
    const options = { group, delivery: 'exactly-once', retry: { delays: [10] } } as const
    let isMended = false
    await bus.handle(given.orders, options, async ({ value }, context) => {
      if (!isMended) throw new Error('not yet')
      await context.publish(results, { value })
    })
    await bus.publish(given.orders, { key: 'k', value: large })
    const letter = await letterOf(bus, given.orders, group)
    const letters = bus.deadLetters(given.orders, group)
    isMended = true

    deepEqual([String(letter.value), letter.attempts, letter.error], ['{}', 2, 'Error'])
    equal(String(await letters.valueOf(letter)), `"${large}"`)
    equal((await letters.redrive()).sent, 1)
    const [message] = await received(bus, cluster, results, 1)
    equal(message.value, large)
  })

  test('may be edited as a dead letter, into one that is not, and into another one', async () => {
    for (const value of ['small', large.toUpperCase()]) {
      await using given = await Given.begin(cluster)
      await using bus = await given.connect()
      const group = cluster.name('g')
      const seen: string[] = []
      await bus.handle(given.orders, { group }, (message) => {
        if (message.value === large) throw new Error('never')
        seen.push(message.value)
      })
      await bus.publish(given.orders, { key: 'k', value: large })
      const { id } = await letterOf(bus, given.orders, group)

      await bus.deadLetters(given.orders, group).edit(id, { value })

      await eventually(() => Promise.resolve(demand(seen.length === 1)))
      deepEqual(seen, [value])
    }
  })

  test('is retried where it is not in the store, and a dead letter in the end', async () => {
    await using given = await Given.begin(cluster)
    await using bus = await given.connect()
    await bus.publish(given.orders, { key: 'k', value: large })
    const [key = ''] = await given.keys()
    const bytes = await given.store.get(key)
    await given.store.delete(key)
    const group = cluster.name('g')
    const seen: number[] = []
    await bus.handle(given.orders, { group, retry: { delays: [10, 20] } }, ({ attempt }) => {
      seen.push(attempt)
    })

    const letter = await letterOf(bus, given.orders, group)

    deepEqual([letter.attempts, seen], [3, []])
    match(letter.message, /it is not there/)
    await given.store.put(key, bytes!)
    await bus.deadLetters(given.orders, group).redrive()
    await eventually(() => Promise.resolve(demand(seen.length === 1)))
  })

  test('that is not the one that was put there is not given to a handler', async () => {
    await using given = await Given.begin(cluster)
    await using bus = await given.connect()
    await bus.publish(given.orders, { key: 'k', value: large })
    const [key = ''] = await given.keys()
    await writeFile(join(given.path, key), `"${large.toUpperCase()}"`)
    const group = cluster.name('g')
    await bus.handle(given.orders, { group, retry: { delays: [10] } }, () => undefined)

    const letter = await letterOf(bus, given.orders, group)

    match(letter.message, /it is not what was put there/)
    equal(letter.attempts, 2)
  })

  test('is not fetched by a bus without a store, which does not take its place for it', async () => {
    await using given = await Given.begin(cluster)
    await using publisher = await given.connect()
    await publisher.publish(given.orders, { key: 'k', value: large })
    await using bus = await connect(cluster.settings)
    const group = cluster.name('g')
    await bus.handle(given.orders, { group }, () => undefined)

    match((await letterOf(bus, given.orders, group)).message, /there is no store/)
  })

  test('is not to be had by headers that somebody else has written', async () => {
    await using given = await Given.begin(cluster)
    await using bus = await given.connect()
    const others = topic<string>(await cluster.makeTopic('others'))
    await bus.publish(others, { value: large })
    const [foreign = ''] = await given.keys(others.name)
    await writeFile(join(given.path, 'secret'), 'secret')
    const id = '01890a5d-ac96-774b-bcce-b302099a8057'
    const keys = [
      ...[foreign, '../secret', `${given.orders.name}/../secret`, 'secret', '', `../${id}`],
      ...[`./${id}`, `/${id}`, `${given.orders.name}/${id}/..`, `${given.orders.name}\\..\\${id}`],
    ]
    await using producer = new Producer(cluster.settings)
    for (const key of keys) {
      const headers = { 'bus-claim': key, 'bus-claim-size': '6', 'bus-claim-sha256': 'x' }
      await producer.send({ topic: given.orders.name, value: '{}', headers })
    }
    const group = cluster.name('g')
    await bus.handle(given.orders, { group, retry: { delays: ['1h'] } }, () => undefined)

    const letters = await eventually(async () => {
      const page = await bus.deadLetters(given.orders, group).list()
      return demand(page.letters.length === keys.length) && page.letters
    })
    for (const { message, attempts } of letters) {
      match(message, /never put aside for this topic/)
      equal(attempts, 1)
    }
  })

  test('is known again by its bytes, not by where it is', async () => {
    await using given = await Given.begin(cluster)
    await using bus = await given.connect()
    const handling = await bus.handle(
      given.orders,
      { group: cluster.name('g'), delivery: 'exactly-once', dedup: { window: '1h' } },
      () => undefined,
    )
    for (const value of [large, large, large.toUpperCase()]) {
      await bus.publish(given.orders, { key: 'k', id: '7', value })
    }

    await eventually(() => Promise.resolve(demand(handling.deduplication.conflicts === 1)))
    equal(handling.deduplication.duplicates, 1)
    equal((await given.keys()).length, 3)
  })

  test('of which no message came is purged, and younger ones are not', async () => {
    await using given = await Given.begin(cluster)
    const crash = new Crash('claim-put')
    const crashing = await given.connect({ env: crash.env, steps: crash })
    void crashing.publish(given.orders, { value: large }).catch(() => undefined)
    await crash.happened
    await using bus = await given.connect()
    const id = '01890a5d-ac96-774b-bcce-b302099a8057' // Of 2023.
    await given.store.put(`${given.orders.name}/${id}`, new Uint8Array(1))
    await writeFile(
      join(given.path, given.orders.name, `${id.replace('0189', '0188')}.unfinished`),
      '',
    )

    const [few, all] = [await bus.claims.purge('30d'), await bus.claims.purge(0)]

    const { values } = await cluster.readCommitted(given.orders.name)
    deepEqual([few, all, values], [2, 1, []])
    deepEqual(await readdir(join(given.path, given.orders.name)), [])
  })

  test('of what a handler has published and failed is in the store until it is purged', async () => {
    await using given = await Given.begin(cluster)
    await using bus = await given.connect()
    const results = topic<string>(await cluster.makeTopic('results'))
    const group = cluster.name('g')
    await bus.handle(
      given.orders,
      { group, delivery: 'exactly-once' },
      async ({ value }, context) => {
        await context.publish(results, { value: value.repeat(1000) })
        throw new Error('after that')
      },
    )
    await bus.publish(given.orders, { key: 'k', value: 'xyz' })
    await letterOf(bus, given.orders, group)

    const { values } = await cluster.readCommitted(results.name)
    deepEqual([values, (await given.keys(results.name)).length], [[], 1])
    await eventually(async () => demand((await bus.claims.purge(0)) === 1))
    deepEqual(await given.keys(results.name), [])
  })

  test('is refused with a sentence, where nothing sensible is meant', async () => {
    await using given = await Given.begin(cluster)
    await rejects(given.connect({ claims: { store: given.store, above: -1 } }), {
      code: 'BUS_CLAIMS_REFUSED',
    })
    await using bus = await given.connect()
    await rejects(bus.claims.purge('soon' as never), { code: 'BUS_CLAIMS_REFUSED' })
    for (const key of ['../x', 'a/../b', `../01890a5d-ac96-774b-bcce-b302099a8057`]) {
      await rejects(given.store.put(key, new Uint8Array()), { code: 'BUS_CLAIMS_REFUSED' })
      await rejects(given.store.get(key), { code: 'BUS_CLAIMS_REFUSED' })
      await rejects(given.store.delete(key), { code: 'BUS_CLAIMS_REFUSED' })
    }
  })
})

/** A topic, and a directory for its large values. */
class Given implements AsyncDisposable {
  readonly orders: Topic<string>
  readonly path: string
  readonly store: DirectoryClaims
  readonly #cluster: TestCluster

  private constructor(cluster: TestCluster, name: string, path: string) {
    this.#cluster = cluster
    this.orders = topic<string>(name)
    this.path = path
    this.store = new DirectoryClaims(path)
  }

  static async begin(cluster: TestCluster): Promise<Given> {
    const path = await mkdtemp(join(tmpdir(), 'barnabus-claims-'))
    return new Given(cluster, await cluster.makeTopic('orders'), path)
  }

  async connect(options: BusOptions = {}): Promise<Bus> {
    const claims = { store: new DirectoryClaims(this.path), above }
    return await connect(this.#cluster.settings, { claims, ...options })
  }

  /** Of all that was put there. */
  async keys(name = this.orders.name): Promise<readonly string[]> {
    const ids = await readdir(join(this.path, name))
    return ids.map((id) => `${name}/${id}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true })
  }
}

async function letterOf(bus: Bus, from: Topic<string>, group: string): Promise<DeadLetter> {
  return await eventually(async () => {
    const { letters } = await bus.deadLetters(from, group).list()
    demand(letters.length > 0)
    return letters[0]!
  })
}

async function received<Value>(
  bus: Bus,
  cluster: TestCluster,
  from: Topic<never, Value>,
  count: number,
): Promise<[Message<Value>, ...Message<Value>[]]> {
  const seen: Message<Value>[] = []
  const all = Promise.withResolvers<void>()
  await bus.handle(from, { group: cluster.name('reader') }, (message) => {
    seen.push(message)
    if (seen.length === count) all.resolve()
  })
  await all.promise
  return seen as [Message<Value>, ...Message<Value>[]]
}

/** Throws what `eventually` waits for the end of. */
function demand(isTrue: boolean): true {
  if (!isTrue) throw new OperatingError('TEST_NOT_YET', 'not yet')
  return true
}
