import { deepEqual, equal } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Crash } from '../crash.ts'
import type { Delivery } from '../handle/handle-options.ts'
import { stepNames, type StepName } from '../steps.ts'
import { topic, type Topic } from '../topics/topic.ts'
import { FailingGroup } from './dead-letters.fixture.ts'

const values = ['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3', 'a4', 'b4', 'c4']
const half = values.length / 2
const roundSize = 2

/** The steps that each passes more than once when all it is given succeeds. */
const passes: Readonly<Record<'at-least-once' | 'exactly-once', (step: StepName) => boolean>> = {
  'at-least-once': (step) => !step.startsWith('transaction'),
  'exactly-once': (step) => !step.endsWith('outputs') && !step.endsWith('-commit'),
}

describe('a group that stops while it is given dead letters once more', { concurrency: 4 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  for (const delivery of ['at-least-once', 'exactly-once'] as const) {
    for (const step of stepNames.filter(passes[delivery])) {
      for (const time of step.endsWith('-read') ? [1] : [1, 4]) {
        test(`${delivery}: ${step}, time ${time}`, async () => {
          const outputs = await lifeOf(cluster, delivery, new Crash(step, time))
          const unique = [...new Set(outputs)]
          deepEqual(unique.toSorted(), values.toSorted(), 'each is handled')
          if (delivery === 'exactly-once') equal(outputs.length, values.length, 'and once')
        })
      }
    }
  }
})

/** One half is redriven, the other too, but taken back; the group stops, and goes on. */
async function lifeOf(cluster: TestCluster, delivery: Delivery, crash: Crash): Promise<string[]> {
  await using given = await FailingGroup.start(cluster, 1)
  const sink = topic<string>(await cluster.makeTopic('sink'))
  given.rejects = true
  const failing = await given.handle()
  for (const value of values) await given.publish([value], value.slice(0, 1))
  await given.died(values.length)
  await failing.stop()
  await failing.close()

  const { letters } = await given.letters.list()
  await given.letters.redrive({ ids: letters.slice(0, half).map(({ id }) => id) })
  const { redrive, sent } = await given.letters.redrive()
  equal(sent, half)
  await given.letters.undo(redrive)

  const first = await connect(cluster.settings, {
    ...{ env: crash.env, steps: crash, instance: given.group },
  })
  void handle(first, given, sink, delivery).catch(() => undefined)
  await crash.happened
  await using second = await connect(cluster.settings, { instance: given.group })
  await handle(second, given, sink, delivery)
  await eventually(async () => {
    const open = (await given.letters.list({ filter: { state: 'open' } })).letters.length
    const done = new Set(await outputsIn(cluster, sink)).size
    if (open < half || done < half) {
      throw new OperatingError('TEST_NOT_YET', `${open} are open, ${done} are done`)
    }
  })
  equal((await given.letters.redrive()).sent, half, 'what was taken back is open, and no more')
  return await eventually(async () => {
    const outputs = await outputsIn(cluster, sink)
    if (new Set(outputs).size === values.length) return outputs
    throw new OperatingError('TEST_NOT_YET', `${outputs.length} are done`)
  })
}

async function handle(
  bus: Bus,
  { topic: source, group }: FailingGroup,
  sink: Topic<string>,
  delivery: Delivery,
): Promise<void> {
  const consumer = { 'group.instance.id': group, 'max.poll.records': roundSize }
  await bus.handle(source, { group, delivery, consumer }, async ({ value }, context) => {
    await context.publish(sink, { value: value! })
  })
}

async function outputsIn(cluster: TestCluster, sink: Topic<string>): Promise<string[]> {
  const { values: found } = await cluster.readCommitted(sink.name)
  return found.map((value) => JSON.parse(value) as string)
}
