import { deepEqual } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Crash } from '../crash.ts'
import type { Delivery } from '../handle/handle-options.ts'
import { Reject } from '../handle/reject.ts'
import { stepNames, type StepName } from '../steps.ts'
import { topic, type Topic } from '../topics/topic.ts'
import { writtenReceipts } from './written.fixture.ts'

/** How messages behave, and what their receipts must say. */
const expected = {
  'a ok': 'processed 1',
  'b ok': 'processed 1',
  'a fails once': 'processed 2',
  'a rejected': 'dead-letter 1',
  'b fails': 'dead-letter 2',
  'b ok again': 'processed 1',
} as const

describe('receipts of a process that stops at any step', { concurrency: 4 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  for (const step of stepNames) {
    test(`exactly-once: one receipt for each message: ${step}`, async () => {
      const receipts = await lifeOf(cluster, 'exactly-once', step)
      deepEqual(receipts, byIndex(Object.values(expected)))
    })
  }
  for (const step of stepNames) {
    test(`at-least-once: at least one receipt for each message: ${step}`, async () => {
      const receipts = await lifeOf(cluster, 'at-least-once', step)
      deepEqual([...new Set(receipts)], byIndex(Object.values(expected)))
    })
  }
})

/** Publishes, handles until the crash, starts again, and gives the receipts as they were written. */
async function lifeOf(
  cluster: TestCluster,
  delivery: Delivery,
  step: StepName,
): Promise<readonly string[]> {
  const source = topic<string>(await cluster.makeTopic('work'))
  const [group, application] = [cluster.name('g'), cluster.name('app')]
  const crash = new Crash(step)
  await using steady = await connect(cluster.settings, { application })
  const ids: string[] = []
  for (const value of Object.keys(expected)) {
    const sent = await steady.publish(source, { key: value[0]!, value }, { receipts: [group] })
    ids.push(sent.id)
  }
  const first = await connect(cluster.settings, { env: crash.env, steps: crash, instance: group })
  void handle(first, source, group, delivery).catch(() => undefined)
  const told = Promise.all(ids.map((id) => steady.receipt(id, group)))
  await Promise.race([crash.happened, told])
  crash.crash() // Not every delivery comes by every step.
  await using second = await connect(cluster.settings, { instance: group })
  await handle(second, source, group, delivery)
  await told
  await second.close() // Whatever would be written twice has been by now.
  return await written(cluster, application, ids)
}

async function handle(
  bus: Bus,
  source: Topic<string>,
  group: string,
  delivery: Delivery,
): Promise<void> {
  const consumer = { 'group.instance.id': group, 'max.poll.records': 2 }
  const retry = { delays: [20] } as const
  await bus.handle(source, { group, delivery, retry, consumer }, ({ value, attempt }) => {
    const behaviour = value.slice(2)
    if (behaviour === 'rejected') throw new Reject('never')
    if (behaviour === 'fails' || (behaviour === 'fails once' && attempt === 1)) {
      throw new Error('not now')
    }
  })
}

/** All receipts that were written, as `index outcome attempts`. */
async function written(
  cluster: TestCluster,
  application: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found = await writtenReceipts(cluster.settings, application)
  return found
    .map(({ id, receipt }) => `${ids.indexOf(id)} ${receipt.outcome} ${receipt.attempts}`)
    .toSorted()
}

function byIndex(receipts: readonly string[]): readonly string[] {
  return receipts.map((receipt, index) => `${index} ${receipt}`)
}
