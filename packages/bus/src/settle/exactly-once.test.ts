import { deepEqual, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, InProcessBroker, TestCluster, until } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Crash } from '../crash.ts'
import type { HandleOptions } from '../handle/handle-options.ts'
import type { Handling } from '../handle/handling.ts'
import type { Steps } from '../steps.ts'
import { topic, type Topic } from '../topics/topic.ts'

const brief = { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 500 } as const

test('D5.2: of two processes with one name the one that is fenced again and again stops', async () => {
  await using cluster = await TestCluster.start()
  const flow = await flowOf(cluster, 2)
  await using one = await connect(cluster.settings, { instance: 'the same' })
  await using other = await connect(cluster.settings, { instance: 'the same' })
  const handlings = [await copy(one, flow), await copy(other, flow)]
  let isStopped = false
  const ends = handlings.map(async (handling) => {
    await handling.ended().finally(() => (isStopped = true))
  })
  for (const end of ends) end.catch(() => undefined)
  let sent = 0
  while (!isStopped) {
    await one.publish(flow.source, { key: `k${sent}`, value: sent })
    sent += 1
  }

  const failures = (await Promise.allSettled(ends.map(soon))).map(reasonOf)

  ok(failures.includes('BUS_INSTANCE_TAKEN'))
  await there(cluster, flow.sink.name, 2, sent)
  deepEqual(await numbersIn(cluster, flow.sink.name, 2), numbersBelow(sent))
})

test('D5.4: a transaction that nobody ends holds readers up no longer than its timeout', async () => {
  await using cluster = await TestCluster.start()
  const flow = await flowOf(cluster, 1)
  const producer = { 'transaction.timeout.ms': 1000 } as const
  const crash = new Crash('transaction-sent')
  const first = await connect(cluster.settings, { env: crash.env, steps: crash })
  await copy(first, flow, { producer, consumer: brief })
  await using second = await connect(cluster.settings)
  await second.publish(flow.source, { key: 'k', value: 0 })
  await crash.happened
  await copy(second, flow, { producer, consumer: brief })
  await there(cluster, flow.sink.name, 1, 1)

  deepEqual(await numbersIn(cluster, flow.sink.name, 1), [0])
})

test('D5.4: a process whose transactions take too long again and again goes on all the same', async () => {
  await using broker = await InProcessBroker.start({
    settings: {
      'transaction.abort.timed.out.transaction.cleanup.interval.ms': '50',
      'group.initial.rebalance.delay.ms': '0',
    },
  })
  let stops = 4
  const steps: Steps = {
    async reached(step) {
      if (step !== 'transaction-sent' || stops === 0) return
      stops -= 1
      await new Promise((resolve) => setTimeout(resolve, 700)) // Longer than transactions may take.
    },
  }
  await using bus = await connect({ 'bootstrap.servers': broker.address() }, { steps })
  const [source, sink] = [topic<number>('work'), topic<number>('results')]
  const seen: number[] = []
  const producer = { 'transaction.timeout.ms': 300 } as const
  await bus.handle(
    source,
    { group: 'g', delivery: 'exactly-once', producer },
    async ({ value }, context) => await context.publish(sink, { value }),
  )
  await bus.handle(sink, { group: 'h' }, ({ value }) => void seen.push(value))

  for (const value of [1, 2, 3]) await bus.publish(source, { value })
  await until(() => seen.length >= 3)

  deepEqual([seen, stops], [[1, 2, 3], 0])
})

test('D5.7, D5.9: one message that can never be written is a dead letter, the others go on', async () => {
  await using cluster = await TestCluster.start()
  const flow = await flowOf(cluster, 1)
  await using bus = await connect(cluster.settings)
  for (let value = 0; value < 20; value += 1) {
    await bus.publish(flow.source, { key: `k${value}`, value })
  }
  const producer = { 'max.request.size': 2000 } as const
  await bus.handle(
    flow.source,
    { group: flow.group, delivery: 'exactly-once', producer },
    async ({ key, value }, context) => {
      const padding = value === 7 ? '.'.repeat(3000) : ''
      await context.publish(flow.sink, { key, value, headers: { padding } })
    },
  )
  await there(cluster, flow.sink.name, 1, 19)
  const dead = await there(cluster, `${flow.source.name}.${flow.group}.dead`, 1, 1)

  deepEqual(dead, ['7'])
  const expected = numbersBelow(20).filter((number) => number !== 7)
  deepEqual(await numbersIn(cluster, flow.sink.name, 1), expected)
})

test('D5.8: a group goes on after its transactional id and its producer have expired', async () => {
  await using broker = await InProcessBroker.start({
    settings: {
      'transactional.id.expiration.ms': '1500',
      'producer.id.expiration.ms': '1500',
      'producer.id.expiration.check.interval.ms': '100',
      'transaction.remove.expired.transaction.cleanup.interval.ms': '100',

      'group.initial.rebalance.delay.ms': '0',
    },
  })
  const bus = await connect({ 'bootstrap.servers': broker.address() })
  const [source, sink] = [topic<number>('work'), topic<number>('results')]
  const seen: number[] = []
  await bus.handle(
    source,
    { group: 'g', delivery: 'exactly-once' },
    async ({ value }, context) => await context.publish(sink, { value }),
  )
  await bus.handle(sink, { group: 'h' }, ({ value }) => void seen.push(value))
  for (const value of [1, 2, 3]) {
    await bus.publish(source, { value })
    await eventually(async () => {
      if (!seen.includes(value)) throw new OperatingError('TEST_NOT_YET', `${value} is not there`)
    })
    await new Promise((resolve) => setTimeout(resolve, 2500)) // Longer than ids live.
  }
  await bus.close()

  deepEqual(seen, [1, 2, 3])
})

test('D5.6: a handler that changes something elsewhere is not promised exactly once', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await connect(cluster.settings)
  const options = { group: 'g', delivery: 'exactly-once', effects: 'external' } as const

  await rejects(
    bus.handle(topic(cluster.name('work')), options, () => undefined),
    { code: 'BUS_POLICY_REFUSED' },
  )
})

interface Flow {
  readonly source: Topic<number>
  readonly sink: Topic<number>
  readonly group: string
}

async function flowOf(cluster: TestCluster, partitions: number): Promise<Flow> {
  const [source, sink] = [
    await cluster.makeTopic('work', partitions),
    await cluster.makeTopic('results', partitions),
  ]
  return { source: topic(source), sink: topic(sink), group: cluster.name('g') }
}

async function copy(bus: Bus, flow: Flow, more: Partial<HandleOptions> = {}): Promise<Handling> {
  const options = { group: flow.group, delivery: 'exactly-once', ...more } as const
  return await bus.handle(
    flow.source,
    options as HandleOptions,
    async ({ key, value }, context) => {
      await context.publish(flow.sink, { key, value })
    },
  )
}

/** What is in a topic, once so much of it is. */
async function there(
  cluster: TestCluster,
  name: string,
  partitions: number,
  count: number,
): Promise<readonly string[]> {
  return await eventually(async () => {
    const values = await valuesIn(cluster, name, partitions)
    if (values.length >= count) return values
    throw new OperatingError('TEST_NOT_YET', `${values.length} of ${count} are there`)
  }, 60_000)
}

async function valuesIn(
  cluster: TestCluster,
  name: string,
  partitions: number,
): Promise<readonly string[]> {
  const all = Array.from({ length: partitions }, (_, number) => cluster.readCommitted(name, number))
  return (await Promise.all(all)).flatMap(({ values }) => values)
}

async function numbersIn(
  cluster: TestCluster,
  name: string,
  partitions: number,
): Promise<readonly number[]> {
  const values = await valuesIn(cluster, name, partitions)
  return values.map(Number).toSorted((one, other) => one - other)
}

function numbersBelow(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number)
}

/** What it comes to, unless that takes long: who has won goes on. */
async function soon(end: Promise<void>): Promise<void> {
  await Promise.race([end, new Promise((resolve) => setTimeout(resolve, 200))])
}

function reasonOf(result: PromiseSettledResult<void>): string {
  return result.status === 'rejected'
    ? String((result.reason as { code?: string }).code)
    : 'goes on'
}
