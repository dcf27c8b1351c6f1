import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Admin, Producer } from '@barnabus/client'
import { eventually, InProcessBroker, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { Reject } from '../handle/reject.ts'
import type { StepName, Steps } from '../steps.ts'
import { topic } from '../topics/topic.ts'
import type { Sent } from './confirmations.ts'
import { UnknownOutcomeError } from './unknown-outcome-error.ts'
import { writtenReceipts } from './written.fixture.ts'

test('a receipt says what became of a message in each group that was asked', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const [good, bad, other] = [cluster.name('good'), cluster.name('bad'), cluster.name('other')]
  await bus.handle(orders, { group: good, delivery: 'exactly-once' }, () => undefined)
  await bus.handle(orders, { group: bad, retry: { delays: [10, 10] } }, ({ attempt }) => {
    throw attempt === 3 ? new Reject('over the limit') : new Error('not now')
  })
  await bus.handle(orders, { group: other }, () => undefined)
  const beganMs = Date.now()

  const sent = await bus.publish(orders, { key: 'a', value: 'x' }, { receipts: [good, bad] })
  const [processed, dead] = [await sent.receipt(good), await sent.receipt(bad)]

  equal(sent.offset, 0n)
  deepEqual(
    [processed.group, processed.outcome, processed.attempts, processed.error],
    [good, 'processed', 1, undefined],
  )
  ok(processed.at.getTime() >= beganMs && processed.at.getTime() <= Date.now())
  deepEqual([dead.group, dead.outcome, dead.attempts], [bad, 'dead-letter', 3])
  deepEqual(
    [dead.error?.name, dead.error?.message, dead.error?.kind],
    ['Reject', 'over the limit', 'business'],
  )
  await rejects(sent.receipt(other), { code: 'BUS_RECEIPTS_REFUSED' })
})

test('D4.1: nothing that asks for a receipt is sent before receipts can be read', async () => {
  await using cluster = await TestCluster.start()
  const gate = new Gate('receipts-positioned')
  await using bus = await join(cluster, { steps: gate })
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const publishing = bus.publish(orders, { value: 'asks' }, { receipts: ['g'] })
  await gate.isReached
  await bus.publish(orders, { value: 'does not ask' })
  gate.open()
  await publishing

  deepEqual((await cluster.readCommitted(orders.name)).values, ['"does not ask"', '"asks"'])
})

test('D4.2: ids differ, cannot be guessed, and come back with the receipt', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const orders = topic<number>(await cluster.makeTopic('orders'))
  const group = cluster.name('g')
  await bus.handle(orders, { group }, ({ value }) => {
    if (value % 2 === 1) throw new Error('odd')
  })
  const sent = await Promise.all(
    Array.from({ length: 100 }, (_, value) =>
      bus.publish(orders, { value }, { receipts: [group] }),
    ),
  )
  const outcomes = await Promise.all(sent.map(async (one) => (await one.receipt(group)).outcome))

  equal(new Set(sent.map(({ id }) => id)).size, 100)
  equal(new Set(sent.map(({ id }) => id.slice(-12))).size, 100, 'the end of an id is random')
  deepEqual(
    outcomes,
    sent.map((_, value) => (value % 2 === 1 ? 'dead-letter' : 'processed')),
  )
})

test('D4.3: after a timeout the outcome is unknown, and is told later', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const group = cluster.name('g')
  const sent = await bus.publish(orders, { value: 'x' }, { receipts: [group] })

  await rejects(sent.receipt(group, { timeout: 20 }), (error) => {
    ok(error instanceof UnknownOutcomeError)
    deepEqual([error.code, error.id], ['BUS_OUTCOME_UNKNOWN', sent.id])
    return true
  })
  await bus.handle(orders, { group }, () => undefined)

  equal((await bus.receipt(sent.id, group)).outcome, 'processed')
})

test('D4.5: another instance tells what became of a message whose publisher is gone', async () => {
  await using cluster = await TestCluster.start()
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const group = cluster.name('g')
  const application = cluster.name('app')
  const first = await connect(cluster.settings, { application })
  const { id } = await first.publish(orders, { value: 'x' }, { receipts: [group] })
  await first.close()
  await using worker = await connect(cluster.settings)
  await worker.handle(orders, { group }, () => undefined)
  await eventually(async () => {
    const written = await writtenReceipts(cluster.settings, application)
    if (written.length === 0) throw new OperatingError('TEST_NOT_YET', 'no receipt yet')
  })

  await using second = await connect(cluster.settings, { application })
  const receipt = await second.receipt(id, group)

  equal(receipt.outcome, 'processed')
})

test('whoever waits for a receipt stops at once when told to, or when the bus closes', async () => {
  await using cluster = await TestCluster.start()
  const bus = await join(cluster)
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const sent = await bus.publish(orders, { value: 'x' }, { receipts: ['g'] })
  const giving = new AbortController()
  const [given, closed] = [sent.receipt('g', { signal: giving.signal }), sent.receipt('g')]
  const results = Promise.allSettled([given, closed])
  giving.abort(new Error('enough'))
  await bus.close()

  const reasons = (await results).map((one) => one.status === 'rejected' && String(one.reason))
  deepEqual(reasons, ['Error: enough', 'OperatingError: Cannot use the bus: it is closed'])
  await rejects(bus.publish(orders, { value: 'y' }, { receipts: ['g'] }), { code: 'BUS_CLOSED' })
})

test('a publisher cannot ask in the name of the bus, and the bus asks no topic but its own', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const name = await cluster.makeTopic('orders')
  const victim = await cluster.makeTopic('victim')
  const group = cluster.name('g')
  const orders = topic<string>(name)
  const forged = (to: string) => ({ 'bus-id': 'x', 'bus-receipts': group, 'bus-receipt-to': to })
  await using producer = new Producer(cluster.settings)
  for (const to of [victim, `bus.receipts.${cluster.name('nobody')}`, 'bus.receipts.', '']) {
    await producer.send({ topic: name, value: '"forged"', headers: forged(to) })
  }
  await bus.publish(orders, { value: 'stripped', headers: forged(victim) })
  await bus.handle(orders, { group, delivery: 'exactly-once' }, () => undefined)

  const sent = await bus.publish(orders, { value: 'real' }, { receipts: [group] })

  equal((await sent.receipt(group)).outcome, 'processed')
  equal((await cluster.readCommitted(victim)).values.length, 0)
})

test('a dead letter that is redriven and succeeds is processed, for whoever asks then', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const group = cluster.name('g')
  let isBroken = true
  await bus.handle(orders, { group, delivery: 'exactly-once' }, () => {
    if (isBroken) throw new Error('broken')
  })
  const sent = await bus.publish(orders, { value: 'x' }, { receipts: [group] })
  const before = await sent.receipt(group)
  isBroken = false
  await bus.deadLetters(orders, group).redrive()
  await eventually(async () => {
    const { outcome } = await sent.receipt(group)
    if (outcome === 'dead-letter') throw new OperatingError('TEST_NOT_YET', 'not yet handled')
  })

  equal(before.outcome, 'dead-letter')
  equal((await bus.receipt(sent.id, group)).outcome, 'processed')
})

test('D2.8: a message that was handled before is told apart in its receipt', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const group = cluster.name('g')
  const dedup = { window: '1h' } as const
  await bus.handle(orders, { group, delivery: 'exactly-once', dedup }, () => undefined)
  const message = { key: 'a', value: 'x', headers: { 'message-id': 'm1' } }
  const receipts = []
  for (let time = 0; time < 2; time += 1) {
    const sent = await bus.publish(orders, message, { receipts: [group] })
    receipts.push(await sent.receipt(group))
  }

  deepEqual(
    receipts.map(({ outcome, attempts }) => [outcome, attempts]),
    [
      ['processed', 1],
      ['duplicate', 0],
    ],
  )
})

test('an application needs a name that can be part of the name of a topic', async () => {
  const settings = { 'bootstrap.servers': '127.0.0.1:1' }
  for (const application of ['', 'a b', 'a/b', 'x'.repeat(250)]) {
    await rejects(connect(settings, { application }), { code: 'BUS_APPLICATION_REFUSED' })
  }
})

test('groups that cannot be asked are refused before anything is sent', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const name = await cluster.makeTopic('orders')
  const orders = topic<string>(name)
  const many = Array.from({ length: 33 }, (_, n) => `g${n}`)
  for (const receipts of [['a,b'], [''], many]) {
    const publishing = bus.publish(orders, { value: 'x' }, { receipts })
    await rejects(publishing, { code: 'BUS_RECEIPTS_REFUSED' })
  }
  const sent = await bus.publish(orders, { value: 'x' }, { receipts: [] })

  equal(sent.offset, 0n)
  await rejects(sent.receipt('g', { timeout: 'soon' as '1s' }), { code: 'BUS_RECEIPTS_REFUSED' })
  await rejects(bus.receipt(sent.id, 'g', { timeout: 'soon' as '1s' }), {
    code: 'BUS_TIME_SPAN_REFUSED',
  })
})

test('receipts come also when somebody has given their topic more partitions', async () => {
  await using cluster = await TestCluster.start()
  const application = cluster.name('app')
  const settings = { ...cluster.settings, 'metadata.max.age.ms': 100 }
  await using bus = await connect(settings, { application })
  const orders = topic<number>(await cluster.makeTopic('orders'))
  const group = cluster.name('g')
  await bus.handle(orders, { group, producer: { 'metadata.max.age.ms': 100 } }, () => undefined)
  const publish = async (value: number): Promise<Sent> =>
    await bus.publish(orders, { value }, { receipts: [group] })
  await (await publish(0)).receipt(group)
  await using admin = new Admin(cluster.settings)
  await admin.createPartitions([{ topic: `bus.receipts.${application}`, count: 8 }])
  await new Promise((resolve) => setTimeout(resolve, 400)) // Until everybody may have seen that.

  const all = await Promise.all([1, 2, 3, 4, 5, 6].map(publish))
  const receipts = await Promise.all(all.map((sent) => sent.receipt(group, { timeout: '10s' })))
  deepEqual(new Set(receipts.map(({ outcome }) => outcome)), new Set(['processed']))
})

test('records that are no receipts are passed over', async () => {
  await using cluster = await TestCluster.start()
  const application = cluster.name('app')
  await using bus = await connect(cluster.settings, { application })
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const group = cluster.name('g')
  const sent = await bus.publish(orders, { value: 'x' }, { receipts: [group] })
  await using producer = new Producer(cluster.settings)
  const told = { group, outcome: 'processed', at: 1, attempts: 1 }
  const garbage = [
    ...['', '{', 'null', '7', '[]', '{}', JSON.stringify({ ...told, outcome: 'perhaps' })],
    ...[
      { ...told, at: 'x' },
      { ...told, error: {} },
      { ...told, group: 7 },
    ].map((one) => JSON.stringify(one)),
  ]
  for (const text of garbage) {
    const headers = { 'bus-receipt': text }
    await producer.send({ topic: `bus.receipts.${application}`, key: sent.id, value: 'x', headers })
  }
  await producer.send({ topic: `bus.receipts.${application}`, value: null })
  await bus.handle(orders, { group }, () => {
    throw new Error('broken')
  })

  equal((await sent.receipt(group)).outcome, 'dead-letter')
})

test('a receipt topic that is removed holds nothing up', async () => {
  await using broker = await InProcessBroker.start({
    settings: { 'auto.create.topics.enable': 'false', 'group.initial.rebalance.delay.ms': '0' },
  })
  const settings = { 'bootstrap.servers': broker.address() }
  await using admin = new Admin(settings)
  const [to, group] = ['bus.receipts.app', 'g']
  await admin.createTopics([to, 'orders'].map((name) => ({ topic: name, partitions: 1 })))
  await using bus = await connect(settings)
  await using raw = new Producer(settings)
  const send = async (value: number): Promise<unknown> => {
    const headers = { 'bus-id': `m${value}`, 'bus-receipts': group, 'bus-receipt-to': to }
    return await raw.send({ topic: 'orders', value: String(value), headers })
  }
  const settled = async (offset: bigint): Promise<void> =>
    await eventually(async () => {
      const [committed] = await admin.listGroupOffsets(group)
      if (committed?.offset !== offset) throw new OperatingError('TEST_NOT_YET', 'not yet settled')
    })
  // Otherwise a producer waits for a topic for a minute.
  const options = { group, delivery: 'exactly-once', producer: { 'max.block.ms': 300 } } as const
  await send(1)
  await bus.handle(topic<number>('orders'), options, () => undefined)
  await settled(1n)
  await admin.deleteTopics([to])
  await send(2)
  await settled(2n)

  equal(bus.confirmations.undeliverable, 1)
})

async function join(cluster: TestCluster, more: { readonly steps?: Steps } = {}): Promise<Bus> {
  return await connect(cluster.settings, { application: cluster.name('app'), ...more })
}

/** Holds whoever comes to a step until it is opened. */
class Gate implements Steps {
  readonly #step: StepName
  readonly #reached = Promise.withResolvers<void>()
  readonly #opened = Promise.withResolvers<void>()

  constructor(step: StepName) {
    this.#step = step
  }

  get isReached(): Promise<void> {
    return this.#reached.promise
  }

  open(): void {
    this.#opened.resolve()
  }

  async reached(step: StepName): Promise<void> {
    if (step !== this.#step) return
    this.#reached.resolve()
    await this.#opened.promise
  }
}
