import { deepEqual, equal } from 'node:assert/strict'
import { env } from 'node:process'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import { OperatingError, type Random } from '@barnabus/base'
import { Admin } from '@barnabus/client'
import { eventually, seededRandom, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from './bus.ts'
import { Crash } from './crash.ts'
import type { Delivery } from './handle/handle-options.ts'
import { readPending } from './retry/read-pending.ts'
import { topic, type Topic } from './topics/topic.ts'

// As many as fit into a test; more are asked for by name.
const messageCount = Number(env['BARNABUS_ORDER_MESSAGES'] ?? 2000)
const keyCount = Math.ceil(messageCount / 100)
const memberCount = 3
const failingPercent = Number(env['BARNABUS_ORDER_FAILING'] ?? 10)
const sliceSize = 500
const partitions = 6
const patienceMs = 100_000 + messageCount * 8

interface Numbered {
  readonly number: number
}

for (const delivery of ['at-least-once', 'exactly-once'] as const) {
  test(`R11, D5.3, D5.5: the messages of a key take effect in their order while members come, go and die: ${delivery}`, async () => {
    await using cluster = await TestCluster.start()
    const source = topic<Numbered>(await cluster.makeTopic('work', partitions))
    const sink = topic<number>(await cluster.makeTopic('results', partitions))
    const group = cluster.name('g')
    const effects = new Map<string, number[]>()
    const seed = Number(env['BARNABUS_SEED'] ?? Date.now() % 1_000_000)
    const members = new Members(cluster, { source, sink, group, delivery, effects, seed })
    for (let index = 0; index < memberCount; index += 1) await members.oneComes()
    await using publisher = await connect(cluster.settings)
    for (let first = 0; first < messageCount; first += sliceSize) {
      await publishSlice(publisher, source, first)
      await members.oneGoes()
      await members.oneComes()
    }
    const outputs = await eventually(async () => {
      const results = await numbersIn(cluster, sink.name, (value) => value as number)
      const dead = await numbersIn(
        cluster,
        `${source.name}.${group}.dead`,
        (value) => (value as Numbered).number,
      )
      const lost = messageCount - new Set([...results, ...dead]).size
      if (lost === 0) return [...results, ...dead]
      throw new OperatingError('TEST_NOT_YET', `seed ${seed}: ${lost} messages wait`)
    }, patienceMs)
    await members.close()

    if (delivery === 'exactly-once') equal(outputs.length, messageCount, `seed ${seed}: D5.5`)
    for (const [key, seen] of effects) {
      const firsts = [...new Set(seen)]
      const sorted = firsts.toSorted((one, other) => one - other)
      deepEqual(firsts, sorted, `seed ${seed}: the messages of ${key}`)
    }
  })
}

async function publishSlice(bus: Bus, source: Topic<Numbered>, first: number): Promise<void> {
  const size = Math.min(sliceSize, messageCount - first)
  const sent = Array.from({ length: size }, (_, index) => {
    const number = first + index
    return bus.publish(source, { key: `k${number % keyCount}`, value: { number } })
  })
  await Promise.all(sent)
}

/** What readers of committed data find, as numbers. */
async function numbersIn(
  cluster: TestCluster,
  name: string,
  numberOf: (value: unknown) => number,
): Promise<readonly number[]> {
  await using admin = new Admin(cluster.settings)
  const from = Array.from({ length: partitions }, (_, partition) => {
    return { topic: name, partition, offset: 0n }
  })
  const numbers: number[] = []
  const { signal } = new AbortController()
  const reader = { admin, settings: cluster.settings, options: {}, signal }
  await readPending(from, reader, ({ value }) => {
    numbers.push(numberOf(JSON.parse(value!.toString())))
  })
  return numbers
}

interface Life {
  readonly source: Topic<Numbered>
  readonly sink: Topic<number>
  readonly group: string
  readonly delivery: Delivery
  readonly effects: Map<string, number[]>
  readonly seed: number
}

/** The members of a group, which come, leave and die. */
class Members {
  readonly #cluster: TestCluster
  readonly #life: Life
  readonly #random: Random
  readonly #members: { readonly bus: Bus; readonly crash: Crash }[] = []

  constructor(cluster: TestCluster, life: Life) {
    this.#cluster = cluster
    this.#life = life
    this.#random = seededRandom(life.seed)
  }

  async oneComes(): Promise<void> {
    const { source, sink, group, delivery, effects } = this.#life
    const crash = new Crash()
    const bus = await connect(this.#cluster.settings, { env: crash.env, steps: crash })
    this.#members.push({ bus, crash })
    // As short as the cluster lets a session be.
    const sessionMs = this.#cluster.broker === undefined ? 6000 : 1000
    const consumer = { 'session.timeout.ms': sessionMs, 'heartbeat.interval.ms': 200 }
    // Long enough for messages to wait while partitions change hands.
    const retry = { delays: [500, 500, 500] }
    const producer = { 'transaction.timeout.ms': 2000 }
    const options = { group, delivery, retry, consumer, producer }
    await bus.handle(source, options, async ({ key, value, attempt }, context) => {
      if (this.#random.below(4) === 0) await sleep(1)
      if (crash.isOver) return
      if (attempt === 1 && this.#random.below(100) < failingPercent) throw new Error('not now')
      const seen = effects.get(key!) ?? []
      effects.set(key!, seen)
      seen.push(value.number)
      await context.publish(sink, { key, value: value.number })
    })
  }

  async oneGoes(): Promise<void> {
    const [gone] = this.#members.splice(this.#random.below(this.#members.length), 1)
    if (this.#random.below(2) === 0) await gone!.bus.close()
    else gone!.crash.crash()
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map(({ bus }) => bus.close()))
  }
}
