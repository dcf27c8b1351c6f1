import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import {
  OperatingError,
  systemClock,
  systemFiles,
  systemNetwork,
  systemRandom,
} from '@barnabus/base'
import { Admin } from '@barnabus/client'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import type { Handling } from '../handle/handling.ts'
import { runIn, TestStore } from '../stores/test-store.fixture.ts'
import { topic, type Topic } from '../topics/topic.ts'
import type { DedupOptions } from './dedup-options.ts'

const kinds = ['in a store', 'in a topic'] as const
const consumer = { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 200 } as const

const systemEnv = { files: systemFiles, network: systemNetwork, random: systemRandom }

/** A topic that is handled by writing its values down, into a database or into another topic. */
class Given implements AsyncDisposable {
  readonly kind: (typeof kinds)[number]
  readonly cluster: TestCluster
  readonly stores: TestStore
  readonly source: Topic<string>
  readonly sink: Topic<string>
  readonly group: string
  /** How far the clock of whoever handles has gone on by itself. */
  aheadMs = 0
  readonly #buses: Bus[] = []

  private constructor(
    kind: (typeof kinds)[number],
    cluster: TestCluster,
    { stores, source, sink }: { stores: TestStore; source: string; sink: string },
  ) {
    this.kind = kind
    this.cluster = cluster
    this.stores = stores
    this.source = topic<string>(source)
    this.sink = topic<string>(sink)
    this.group = cluster.name('g')
  }

  static async begin(kind: (typeof kinds)[number], partitions = 1): Promise<Given> {
    const cluster = await TestCluster.start()
    const stores = await TestStore.open()
    await stores.run('CREATE TABLE effects (place BIGINT, value TEXT)')
    const source = await cluster.makeTopic('work', partitions)
    return new Given(kind, cluster, { stores, source, sink: await cluster.makeTopic('results') })
  }

  /** Publishes values with their ids, by a producer of its own. */
  async publish(...messages: readonly (readonly [id: string, value: string])[]): Promise<void> {
    await using bus = await connect(this.cluster.settings)
    for (const [id, value] of messages) {
      await bus.publish(this.source, { key: 'k', value, headers: { 'message-id': id } })
    }
  }

  async handle(
    dedup: Partial<DedupOptions<string>> = {},
    before: (value: string, attempt: number) => unknown = () => undefined,
  ): Promise<Handling> {
    const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + this.aheadMs }
    const bus = await connect(this.cluster.settings, { env: { ...systemEnv, clock } })
    this.#buses.push(bus)
    const shared = {
      ...{ group: this.group, consumer, retry: { delays: [20] } },
      dedup: { window: '1h', ...dedup } as const,
    }
    if (this.kind === 'in a topic') {
      const options = { ...shared, delivery: 'exactly-once' } as const
      return await bus.handle(this.source, options, async ({ value, attempt }, context) => {
        await before(value, attempt)
        await context.publish(this.sink, { value })
      })
    }
    const options = { ...shared, store: this.stores.connect().store }
    return await bus.handle(this.source, options, async ({ value, attempt }, { database }) => {
      const statement = 'INSERT INTO effects VALUES ((SELECT COUNT(*) FROM effects), $1)'
      await runIn(database, statement, [value])
      await before(value, attempt)
    })
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#buses.splice(0).map((bus) => bus.close()))
  }

  /** What was done, in its order. */
  async effects(): Promise<readonly string[]> {
    if (this.kind === 'in a topic') {
      const { values } = await this.cluster.readCommitted(this.sink.name)
      return values.map((value) => JSON.parse(value) as string)
    }
    const rows = await this.stores.run('SELECT value FROM effects ORDER BY place')
    return rows.map(({ value }) => String(value))
  }

  async dead(): Promise<readonly string[]> {
    const { values } = await this.cluster.readCommitted(`${this.source.name}.${this.group}.dead`)
    return values.map((value) => JSON.parse(value) as string)
  }

  /** Publishes a last message, and resolves when everything before it is settled. */
  async untilEffects(...values: readonly string[]): Promise<void> {
    const last = `last ${(await this.effects()).length} ${values.length}`
    await this.publish([last, last])
    await eventually(async () => {
      const found = await this.effects()
      if (!found.includes(last)) throw new OperatingError('TEST_NOT_YET', found.join())
    })
    deepEqual(
      (await this.effects()).filter((value) => !value.startsWith('last')),
      values,
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopAll()
    await this.stores[Symbol.asyncDispose]()
    await this.cluster[Symbol.asyncDispose]()
  }
}

for (const kind of kinds) {
  test(`D2.10: a message that is published again, by another producer, is skipped: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    const handling = await given.handle()
    await given.publish(['1', 'a'], ['2', 'b'])
    await given.publish(['1', 'a'])
    await given.publish(['3', 'c'], ['2', 'b'])

    await given.untilEffects('a', 'b', 'c')
    equal(handling.deduplication.duplicates, 2)
  })

  test(`D2.2: a message whose first attempt failed is no duplicate of itself: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    const handling = await given.handle({}, (value, attempt) => {
      if (value === 'b' && attempt === 1) throw new Error('not now')
    })
    await given.publish(['1', 'a'], ['2', 'b'], ['2', 'b'])
    await given.untilEffects('a', 'b')
    equal(handling.deduplication.duplicates, 1)
  })

  test(`D2.3: a message like one that is being handled waits for what becomes of it: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    let calls = 0
    const handling = await given.handle({ id: ({ value }) => value }, async () => {
      calls += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (calls === 1) throw new Error('the first one fails')
    })
    // Without keys they are handled beside each other, where they can be.
    await using bus = await connect(given.cluster.settings)
    await Promise.all([1, 2, 3].map(() => bus.publish(given.source, { value: 'same' })))
    await eventually(async () => {
      const { duplicates } = handling.deduplication
      if (duplicates < 2) throw new OperatingError('TEST_NOT_YET', `${duplicates} skipped`)
    })
    await given.untilEffects('same')
  })

  test(`D2.4: what is older than the window is forgotten: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    await given.handle({ window: '30m' })
    await given.publish(['1', 'a'])
    await given.untilEffects('a')
    given.aheadMs = 29 * 60_000
    await given.publish(['1', 'a'])
    await given.untilEffects('a')
    given.aheadMs = 31 * 60_000
    await given.publish(['1', 'a'])
    await given.untilEffects('a', 'a')
  })

  test(`D2.5: whoever gets the partition knows what was handled there: ${kind}`, async () => {
    await using given = await Given.begin(kind, 3)
    await given.handle()
    await given.publish(['1', 'a'], ['2', 'b'])
    await given.untilEffects('a', 'b')
    const next = await given.handle()
    await given.stopAll()
    await given.handle()
    await given.publish(['1', 'a'], ['2', 'b'], ['3', 'c'])
    await given.untilEffects('a', 'b', 'c')
    void next
  })

  test(`D2.6: a replay with a name handles once more, once: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    await given.handle()
    await given.publish(['1', 'a'])
    await given.untilEffects('a')
    await given.stopAll()
    await given.handle({ replay: 'after the repair' })
    await given.publish(['1', 'a'], ['1', 'a'])
    await given.untilEffects('a', 'a')
  })

  test(`D2.9: another body under the same id is a dead letter, and says why: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    const handling = await given.handle()
    await given.publish(['1', 'a'], ['1', 'b'], ['1', 'a'])
    await given.untilEffects('a')
    await eventually(async () => {
      if ((await given.dead()).length < 1) throw new OperatingError('TEST_NOT_YET', 'none yet')
    })
    deepEqual(await given.dead(), ['b'])
    deepEqual(handling.deduplication, { duplicates: 1, conflicts: 1, forgotten: 0 })
  })

  test(`D2.1: what has no id, or that of a trace, is a dead letter: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    const ofTrace = ({ headers }: { headers: { get(name: string): Buffer | null | undefined } }) =>
      headers.get('message-id')?.toString() ?? headers.get('traceparent')?.toString()
    await given.handle({ id: ofTrace })
    await using bus = await connect(given.cluster.settings, { envelope: 'none' })
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await bus.publish(given.source, { value: 'traced', headers: { traceparent } })
    await bus.publish(given.source, { value: 'anonymous' })
    await given.untilEffects()
    await eventually(async () => {
      if ((await given.dead()).length < 2) throw new OperatingError('TEST_NOT_YET', 'none yet')
    })
    deepEqual(await given.dead(), ['traced', 'anonymous'])
  })

  test(`D2.1: an id counts for its source, where CloudEvents name one: ${kind}`, async () => {
    await using given = await Given.begin(kind)
    await given.handle()
    await using bus = await connect(given.cluster.settings)
    for (const source of ['shop', 'bank', 'shop']) {
      const headers = { ce_id: '7', ce_source: source }
      await bus.publish(given.source, { key: 'k', value: source, headers })
    }
    await given.untilEffects('shop', 'bank')
  })
}

test('D2.7: more ids than fit are forgotten, the oldest first, and never a message', async () => {
  await using given = await Given.begin('in a topic')
  const handling = await given.handle({ idsMax: 2 })
  await given.publish(['1', 'a'], ['2', 'b'], ['3', 'c'])
  await given.publish(['3', 'c'], ['1', 'a'])
  await given.untilEffects('a', 'b', 'c', 'a')
  equal(handling.deduplication.duplicates, 1)
  equal(handling.deduplication.forgotten >= 2, true)
})

test('D2.7: marks in a store are removed when their window is over', async () => {
  await using given = await Given.begin('in a store')
  await given.handle({ window: '30m' })
  await given.publish(['1', 'a'])
  await given.untilEffects('a')
  given.aheadMs = 31 * 60_000
  let round = 0
  await eventually(async () => {
    await given.publish([`more ${(round += 1)}`, 'more'])
    const rows = await given.stores.run("SELECT id FROM barnabus_marks WHERE id = '1'")
    if (rows.length > 0) throw new OperatingError('TEST_NOT_YET', 'the mark is there')
  })
})

test('D2.8: a duplicate is seen in the counts and in its receipt', async () => {
  await using given = await Given.begin('in a topic')
  const handling = await given.handle()
  await using bus = await connect(given.cluster.settings, {
    application: given.cluster.name('app'),
  })
  const options = { receipts: [given.group] } as const
  const message = { key: 'k', value: 'a', headers: { 'message-id': '1' } }
  const first = await bus.publish(given.source, message, options)
  equal((await first.receipt(given.group)).outcome, 'processed')
  const second = await bus.publish(given.source, message, options)
  equal((await second.receipt(given.group)).outcome, 'duplicate')
  equal(handling.deduplication.duplicates, 1)
})

test('what cannot hold is refused, with a sentence', async () => {
  await using given = await Given.begin('in a topic')
  await using bus = await connect(given.cluster.settings)
  const { group, source } = given
  const refused = async (options: object, words: RegExp): Promise<void> => {
    const failure: unknown = await bus
      .handle(source, { group, ...options }, () => undefined)
      .then(
        () => undefined,
        (error: unknown) => error,
      )
    match(String(failure), words)
  }
  const dedup = { window: '1h' }
  await refused({ dedup }, /needs a store, or delivery: "exactly-once"/)
  await refused({ dedup, delivery: 'at-most-once' }, /needs a store/)
  const exactly = { delivery: 'exactly-once' }
  for (const id of ['traceparent', 'X-B3-TraceId', 'uber-trace-id', 'b3']) {
    await refused({ ...exactly, dedup: { ...dedup, id } }, /a trace has several/)
  }
  await refused({ ...exactly, dedup: { window: 'soon' } }, /time span/)
  const retry = { delays: ['1h', '2h'] }
  await refused({ ...exactly, retry, dedup: { window: '2h' } }, /shorter than the delays/)
})

test('a topic of marks that forgets too early is refused', async () => {
  await using given = await Given.begin('in a topic')
  await using admin = new Admin(given.cluster.settings)
  const configs = { 'cleanup.policy': 'compact,delete', 'retention.ms': 1000 }
  const seen = `${given.source.name}.${given.group}.seen`
  await admin.createTopics([{ topic: seen, partitions: 1, configs }])
  await rejects(given.handle(), { code: 'BUS_TOPIC_UNFIT' })
})
