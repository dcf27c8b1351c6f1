import { deepEqual } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Crash } from '../crash.ts'
import { Reject } from '../handle/reject.ts'
import { writtenReceipts } from '../receipts/written.fixture.ts'
import { stepNames, type StepName } from '../steps.ts'
import { topic, type RequestTopic } from '../topics/topic.ts'
import { RequestError } from './request-error.ts'

const requests = ['a 1', 'b 2', 'a rejected', 'b fails once', 'a 5', 'c 6'] as const
const expected = ['done a 1', 'done b 2', 'rejected', 'done b fails once', 'done a 5', 'done c 6']

describe('D4.4: a responder that stops at any step', { concurrency: 4 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  for (const step of stepNames) {
    test(`has written one reply to each request: ${step}`, async () => {
      const { replies, written } = await lifeOf(cluster, step)
      deepEqual(replies, expected)
      deepEqual(written, expected.toSorted())
    })
  }
})

interface Seen {
  /** As those who asked were told. */
  readonly replies: readonly string[]
  /** As they are in the topic of receipts. */
  readonly written: readonly string[]
}

/** Asks, replies until the crash, starts again, and tells what has come of it. */
async function lifeOf(cluster: TestCluster, step: StepName): Promise<Seen> {
  const [group, application] = [cluster.name('g'), cluster.name('app')]
  const source = topic<string, string, string, string>(await cluster.makeTopic('work'), {
    reply: topic<string>('replies'),
  })
  const crash = new Crash(step)
  await using steady = await connect(cluster.settings, { application })
  const asked = Promise.all(requests.map((value) => replyTo(steady, source, value)))
  const first = await connect(cluster.settings, { env: crash.env, steps: crash, instance: group })
  void reply(first, source, group).catch(() => undefined)
  await Promise.race([crash.happened, asked])
  crash.crash() // Not every step is one of those of exactly once.
  const second = await connect(cluster.settings, { instance: group })
  await reply(second, source, group)
  const replies = await asked
  await second.close() // Whatever would be written twice has been by now.
  const written = await writtenReceipts(cluster.settings, application)
  return {
    replies,
    written: written
      .map(({ receipt, reply: found }) =>
        receipt.outcome === 'processed' ? String(JSON.parse(String(found?.value))) : 'rejected',
      )
      .toSorted(),
  }
}

async function replyTo(
  bus: Bus,
  source: RequestTopic<string, string, string, string>,
  value: string,
): Promise<string> {
  try {
    return await bus.request(source, { key: value[0]!, value })
  } catch (error) {
    if (error instanceof RequestError) return 'rejected'
    throw error
  }
}

async function reply(
  bus: Bus,
  source: RequestTopic<string, string, string, string>,
  group: string,
): Promise<void> {
  const consumer = { 'group.instance.id': group, 'max.poll.records': 2 }
  await bus.reply(source, { group, retry: { delays: [20] }, consumer }, ({ value, attempt }) => {
    if (value.endsWith('rejected')) throw new Reject('never')
    if (value.endsWith('fails once') && attempt === 1) throw new Error('not now')
    return `done ${value}`
  })
}
