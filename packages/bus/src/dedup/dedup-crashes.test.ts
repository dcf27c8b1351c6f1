import { deepEqual } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Crash } from '../crash.ts'
import { dedupStepNames, type StepName } from '../steps.ts'
import type { Store } from '../stores/store.ts'
import { runIn, TestStore } from '../stores/test-store.fixture.ts'
import { topic, type Topic } from '../topics/topic.ts'

/** Each is published under its own value as its id, by publishers that do not know of each other. */
const values = ['a', 'b', 'a', 'c', 'b', 'fails once', 'a', 'fails once', 'd', 'c']
const distinct = [...new Set(values)].toSorted()

const shared = ['polled', 'before-handler', 'after-handler'] as const
const kinds: Readonly<Record<'topic' | 'store', readonly StepName[]>> = {
  topic: [
    ...dedupStepNames,
    ...shared,
    ...(['transaction-begun', 'transaction-sent', 'transaction-offsets-sent'] as const),
    'transaction-committed',
  ],
  store: [...shared, 'database-handled', 'database-positioned', 'database-committed', 'hop-sent'],
}

for (const [kind, steps] of Object.entries(kinds)) {
  describe(`D2.2: a process that stops, with marks in a ${kind}`, { concurrency: 4 }, () => {
    let cluster: TestCluster
    before(async () => {
      cluster = await TestCluster.start()
    })
    after(() => cluster[Symbol.asyncDispose]())

    for (const step of steps) {
      for (const time of step.endsWith('-read') || step === 'hop-sent' ? [1] : [1, 2, 3]) {
        test(`${step}, time ${time}: each message takes effect once`, async () => {
          await using stores = await TestStore.open()
          const given = {
            ...{ cluster, stores, kind, group: cluster.name('g') },
            source: topic<string>(await cluster.makeTopic('work')),
            sink: topic<string>(await cluster.makeTopic('results')),
          }
          deepEqual((await lifeOf(given, new Crash(step, time))).toSorted(), distinct)
        })
      }
    }
  })
}

interface Given {
  readonly cluster: TestCluster
  readonly stores: TestStore
  readonly kind: string
  readonly group: string
  readonly source: Topic<string>
  readonly sink: Topic<string>
}

/** Publishes, handles until the crash, starts again, and gives what has taken effect at last. */
async function lifeOf(given: Given, crash: Crash): Promise<readonly string[]> {
  const { cluster, stores, group } = given
  await stores.run('CREATE TABLE effects (value TEXT)')
  await publish(given, values)
  const dying = stores.connect()
  const instance = { instance: group }
  const first = await connect(cluster.settings, { env: crash.env, steps: crash, ...instance })
  void handle(first, given, dying.store).catch(() => undefined)
  await crash.happened
  dying.kill()
  await using second = await connect(cluster.settings, instance)
  await handle(second, given, stores.connect().store)
  await publish(given, [...values, 'last'])
  return await eventually(async () => {
    const found = await effects(given)
    const isOver = found.includes('last') && found.includes('fails once')
    if (!isOver) throw new OperatingError('TEST_NOT_YET', found.join())
    return found.filter((value) => value !== 'last')
  })
}

async function publish({ cluster, source }: Given, all: readonly string[]): Promise<void> {
  await using bus = await connect(cluster.settings)
  for (const value of all) {
    await bus.publish(source, { key: value, value, headers: { 'message-id': value } })
  }
}

async function handle(bus: Bus, given: Given, store: Store): Promise<void> {
  const { source, sink, group, kind } = given
  const options = {
    ...{ group, retry: { delays: [20] }, dedup: { window: '1h' } as const },
    consumer: { 'group.instance.id': group, 'max.poll.records': 3 },
  }
  const failOnce = (value: string, attempt: number): void => {
    if (value === 'fails once' && attempt === 1) throw new Error('not now')
  }
  if (kind === 'topic') {
    const exactly = { ...options, delivery: 'exactly-once' } as const
    await bus.handle(source, exactly, async ({ value, attempt }, context) => {
      failOnce(value, attempt)
      await context.publish(sink, { value })
    })
    return
  }
  await bus.handle(source, { ...options, store }, async ({ value, attempt }, { database }) => {
    await runIn(database, 'INSERT INTO effects VALUES ($1)', [value])
    failOnce(value, attempt)
  })
}

async function effects({ cluster, stores, kind, sink }: Given): Promise<readonly string[]> {
  if (kind === 'store') {
    return (await stores.run('SELECT value FROM effects')).map(({ value }) => String(value))
  }
  const { values: found } = await cluster.readCommitted(sink.name)
  return found.map((value) => JSON.parse(value) as string)
}
