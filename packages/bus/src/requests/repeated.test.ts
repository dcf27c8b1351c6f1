import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Crash } from '../crash.ts'
import { stepNames, type StepName } from '../steps.ts'
import { topic, type RequestTopic } from '../topics/topic.ts'

type Numbers = RequestTopic<string, string, number, number>

test('D4.4: a repeated request gets the reply of the first, also from another responder', async () => {
  await using cluster = await TestCluster.start()
  await using asking = await connect(cluster.settings, { application: cluster.name('app') })
  const numbers = await numbersOf(cluster)
  const group = cluster.name('g')
  let calls = 0
  const first = await connect(cluster.settings)
  await first.reply(numbers, { group }, () => (calls += 1))
  const replies = [
    await asking.request(numbers, { key: 'k', value: 'x' }, { id: 'one' }),
    await asking.request(numbers, { key: 'k', value: 'x' }, { id: 'two' }),
    await asking.request(numbers, { key: 'k', value: 'x' }, { id: 'one' }),
  ]
  await first.close()
  await using second = await connect(cluster.settings)
  await second.reply(numbers, { group }, () => (calls += 1))
  replies.push(await asking.request(numbers, { key: 'k', value: 'x' }, { id: 'one' }))

  deepEqual(replies, [1, 2, 1, 1])
  deepEqual([first.confirmations.repeatedRequests, second.confirmations.repeatedRequests], [1, 1])
})

test('D4.5: who asked is gone, and another instance gets the reply', async () => {
  await using cluster = await TestCluster.start()
  const application = cluster.name('app')
  const numbers = await numbersOf(cluster)
  const first = await connect(cluster.settings, { application })
  await using responder = await connect(cluster.settings)
  const mayReply = Promise.withResolvers<void>()
  const isAsked = Promise.withResolvers<void>()
  let calls = 0
  await responder.reply(numbers, { group: cluster.name('g') }, async () => {
    isAsked.resolve()
    await mayReply.promise
    return (calls += 1)
  })
  const asked = Promise.allSettled([first.request(numbers, { value: 'x' }, { id: 'one' })])
  await isAsked.promise
  await first.close()
  mayReply.resolve()
  await using second = await connect(cluster.settings, { application })
  const reply = await second.request(numbers, { value: 'x' }, { id: 'one' })
  const [gone] = await asked

  deepEqual([gone.status, reply, calls], ['rejected', 1, 1])
})

test('D4.4: requests of one id in one partition at the same time are handled once', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await connect(cluster.settings, { application: cluster.name('app') })
  const numbers = await numbersOf(cluster)
  let calls = 0
  const ask = (key: string): Promise<number> =>
    bus.request(numbers, { key, value: 'x' }, { id: 'one' })
  const asked = ['a', 'b', 'c', 'a'].map(ask)
  await bus.reply(numbers, { group: cluster.name('g') }, async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return (calls += 1)
  })

  deepEqual(await Promise.all(asked), [1, 1, 1, 1])
  equal(calls, 1)
})

test('D4.4: a request that has failed may be repeated, and is handled then', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await connect(cluster.settings, { application: cluster.name('app') })
  const numbers = await numbersOf(cluster)
  const results = topic<string>(await cluster.makeTopic('results'))
  let calls = 0
  await bus.reply(numbers, { group: cluster.name('g') }, async (_message, context) => {
    calls += 1
    // What a handler publishes may turn out not to fit when it has given its reply already.
    const value = calls === 1 ? 'x'.repeat(900_000) : 'fits'
    await context.publish(results, { value: value + value })
    return calls
  })
  const ask = (): Promise<number> => bus.request(numbers, { value: 'x' }, { id: 'one' })
  const [first] = await Promise.allSettled([ask()])

  equal(first.status, 'rejected')
  equal(await ask(), 2)
  equal(await ask(), 2)
})

describe('D4.4: a responder that stops at any step', { concurrency: 4 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  for (const step of stepNames) {
    test(`leaves one reply to each id: ${step}`, async () => {
      const { replies, repeated } = await repeatedOver(cluster, step)
      deepEqual(repeated, replies)
      notEqual(replies[0], replies[1])
    })
  }
})

/** Asks until the crash and on, and once more for the same. */
async function repeatedOver(
  cluster: TestCluster,
  step: StepName,
): Promise<Record<'replies' | 'repeated', readonly number[]>> {
  const group = cluster.name('g')
  const numbers = await numbersOf(cluster)
  await using asking = await connect(cluster.settings, { application: cluster.name('app') })
  const ask = async (): Promise<readonly number[]> =>
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => asking.request(numbers, { key: id, value: id }, { id })),
    )
  const asked = ask()
  const crash = new Crash(step)
  let calls = 0
  const reply = async (bus: Bus): Promise<unknown> => {
    const consumer = { 'group.instance.id': group, 'max.poll.records': 2 }
    return await bus.reply(numbers, { group, consumer }, () => (calls += 1))
  }
  const first = await connect(cluster.settings, { env: crash.env, steps: crash, instance: group })
  void reply(first).catch(() => undefined)
  await Promise.race([crash.happened, asked]) // Not every step is one of those of exactly once.
  const early = crash.isOver ? undefined : await asked
  if (!crash.isOver) crash.crash()
  await using second = await connect(cluster.settings, { instance: group })
  await reply(second)
  const replies = early ?? (await asked)
  return { replies, repeated: await ask() }
}

async function numbersOf(cluster: TestCluster): Promise<Numbers> {
  return topic<string, string, number, number>(await cluster.makeTopic('work'), {
    reply: topic<number>('replies'),
  })
}
