import { deepEqual } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Crash } from '../crash.ts'
import { Reject } from '../handle/reject.ts'
import { storeStepNames, type StepName } from '../steps.ts'
import { topic, type Topic } from '../topics/topic.ts'
import type { Store } from './store.ts'
import { runIn, TestStore } from './test-store.fixture.ts'

/** What is published: keys, and how messages behave. */
const messages = [
  ...['a ok', 'b fails once', 'c ok', 'a rejected', 'b ok', 'c fails', 'a ok', 'c ok', 'b ok'],
] as const

const steps: readonly StepName[] = [
  ...(['positions-read', 'pending-read', 'polled', 'before-handler', 'after-handler'] as const),
  ...storeStepNames,
]

const handled = indexesWhere((behaviour) => ['ok', 'fails once'].includes(behaviour))
const doomed = indexesWhere((behaviour) => ['rejected', 'fails'].includes(behaviour))

describe('a process with a store that stops at any step', { concurrency: 4 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  for (const step of steps) {
    for (const time of /-read$|-taken$/.test(step) ? [1] : [1, 2, 3]) {
      test(`D3.1: a process that stops loses and doubles nothing: ${step}, time ${time}`, async () => {
        await using stores = await TestStore.open()
        const { effects, dead } = await lifeOf(cluster, stores, new Crash(step, time))
        deepEqual(effects.map(({ index }) => index).toSorted(), handled, 'each took effect once')
        deepEqual(dead.toSorted(), doomed, 'each dead letter is there once')
        for (const key of ['a', 'b', 'c']) {
          const own = effects.filter((effect) => effect.key === key).map(({ index }) => index)
          deepEqual(own, own.toSorted(), `the messages of ${key} are in their order`)
        }
      })
    }
  }
})

interface Effect {
  readonly index: string
  readonly key: string
}

interface Given {
  readonly source: Topic<Job>
  readonly group: string
}

interface Job {
  readonly index: number
  readonly behaviour: string
}

/** Publishes, handles until the crash, starts again, and tells what has come of it. */
async function lifeOf(
  cluster: TestCluster,
  stores: TestStore,
  crash: Crash,
): Promise<{ readonly effects: readonly Effect[]; readonly dead: readonly string[] }> {
  await stores.run('CREATE TABLE effects (position BIGINT, index_of TEXT, key TEXT)')
  const given = { source: topic<Job>(await cluster.makeTopic('work')), group: cluster.name('g') }
  await using steady = await connect(cluster.settings)
  for (const [index, message] of messages.entries()) {
    const [key = '', ...behaviour] = message.split(' ')
    await steady.publish(given.source, { key, value: { index, behaviour: behaviour.join(' ') } })
  }
  const first = await connect(cluster.settings, { env: crash.env, steps: crash })
  const dying = stores.connect()
  void handle(first, given, dying.store).catch(() => undefined)
  await crash.happened
  dying.kill()
  await using second = await connect(cluster.settings)
  await handle(second, given, stores.connect().store)
  return await eventually(async () => {
    const seen = await found(cluster, stores, given)
    const known = new Set([...seen.effects.map(({ index }) => index), ...seen.dead])
    if (known.size === messages.length) return seen
    throw new OperatingError('TEST_NOT_YET', `${known.size} of ${messages.length} are somewhere`)
  })
}

async function handle(bus: Bus, { source, group }: Given, store: Store): Promise<void> {
  const consumer = { 'group.instance.id': group, 'max.poll.records': 4 }
  const options = { group, store, consumer, retry: { delays: [20, 40] } }
  await bus.handle(source, options, async ({ key, value, attempt }, { database }) => {
    const { index, behaviour } = value
    await runIn(database, 'INSERT INTO effects VALUES ((SELECT COUNT(*) FROM effects), $1, $2)', [
      String(index),
      key,
    ])
    if (behaviour === 'rejected') throw new Reject('never')
    if (behaviour === 'fails' || (behaviour === 'fails once' && attempt === 1)) {
      throw new Error('not now')
    }
  })
}

async function found(
  cluster: TestCluster,
  stores: TestStore,
  { source, group }: Given,
): Promise<{ readonly effects: readonly Effect[]; readonly dead: readonly string[] }> {
  const rows = await stores.run('SELECT index_of, key FROM effects ORDER BY position')
  const { values } = await cluster.readCommitted(`${source.name}.${group}.dead`)
  return {
    effects: rows.map((row) => ({ index: String(row['index_of']), key: String(row['key']) })),
    dead: values.map((value) => String((JSON.parse(value) as Job).index)),
  }
}

function indexesWhere(is: (behaviour: string) => boolean): readonly string[] {
  return messages
    .flatMap((message, index) => (is(message.slice(2)) ? [String(index)] : []))
    .toSorted()
}
