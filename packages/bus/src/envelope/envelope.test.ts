import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Producer, type ProducerHeaders } from '@barnabus/client'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type BusOptions } from '../bus.ts'
import type { Message } from '../messages/message.ts'
import { bytes } from '../topics/codec.ts'
import { topic, type Topic } from '../topics/topic.ts'

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const aTrace = '0af7651916cd43dd8448eb211c80319c'
const aParent = `00-${aTrace}-b7ad6b7169203331-01`

describe('a message tells what it is', () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  test('an event of its application, its topic and its time, in a trace of its own', async () => {
    const [orders, application] = [await ordersOf(cluster), cluster.name('shop')]
    await using bus = await connect(cluster.settings, { application })
    const beforeMs = Date.now()

    await bus.publish(orders, { key: 'k', value: 'x' })

    const [message] = await received(cluster, orders, 1)
    const headers = headersOf(message)
    match(String(headers['ce_id']), uuid)
    match(String(headers['traceparent']), /^00-[\da-f]{32}-[\da-f]{16}-00$/)
    const atMs = Date.parse(String(headers['ce_time']))
    equal(atMs >= beforeMs && atMs <= Date.now(), true)
    deepEqual(headers, {
      ...{ ce_specversion: '1.0', ce_source: application, ce_type: orders.name },
      ...{ ce_id: message.id, ce_time: headers['ce_time'], 'content-type': 'application/json' },
      traceparent: headers['traceparent'],
    })
    deepEqual(
      [message.source, message.type, message.traceId],
      [application, orders.name, String(headers['traceparent']).split('-')[1]],
    )
  })

  test('each has an id of its own, unless its publisher gives one', async () => {
    const orders = await ordersOf(cluster)
    await using bus = await connect(cluster.settings)
    for (const id of [undefined, undefined, '7']) {
      await bus.publish(orders, { value: 'x', id, ...(id && { type: 'order.placed' }) })
    }
    await bus.publish(orders, { value: 'x', headers: { 'message-id': '8' } })

    const [first, second, third, fourth] = await received(cluster, orders, 4)

    notEqual(first?.id, second?.id)
    deepEqual([third?.id, third?.type, fourth?.id], ['7', 'order.placed', '8'])
  })

  test('what a publisher says in headers counts', async () => {
    const orders = await ordersOf(cluster)
    await using bus = await connect(cluster.settings)
    const headers = {
      ...{ ce_id: '7', ce_source: '/somebody/else', ce_type: 'placed', ce_time: 'never' },
      ...{ ce_specversion: '1.1', 'content-type': 'application/x', traceparent: aParent },
    }

    await bus.publish(orders, { value: 'x', id: '8', headers: { ...headers, more: 'y' } })

    const [message] = await received(cluster, orders, 1)
    deepEqual(headersOf(message), { ...headers, more: 'y' })
    equal([...message.headers].length, 8)
    deepEqual(
      [message.id, message.source, message.type, message.traceId],
      ['7', '/somebody/else', 'placed', aTrace],
    )
  })

  test('a tombstone keeps its headers', async () => {
    const orders = topic<null>(await cluster.makeTopic('orders'))
    await using bus = await connect(cluster.settings)

    await bus.publish(orders, { key: 'k', value: null })

    const [message] = await received(cluster, orders, 1)
    equal(message.value, null)
    match(String(message.id), uuid)
    equal(message.type, orders.name)
  })

  test('values that are no JSON are not called JSON', async () => {
    const raw = topic<Uint8Array>(await cluster.makeTopic('raw'), { codec: bytes })
    await using bus = await connect(cluster.settings)

    await bus.publish(raw, { value: new TextEncoder().encode('x') })

    const [message] = await received(cluster, raw, 1)
    equal(message.headers.has('content-type'), false)
    equal(message.headers.has('ce_id'), true)
  })

  test('nothing, if the bus is told so, or if it was not published by one', async () => {
    const orders = await ordersOf(cluster)
    await using bus = await connect(cluster.settings, { envelope: 'none' })
    await using producer = new Producer(cluster.settings)
    await bus.publish(orders, { value: 'x', headers: { own: 'y' } })
    await producer.send({ topic: orders.name, value: '"x"', headers: { traceparent: '00-zz' } })

    const [first, second] = await received(cluster, orders, 2)

    deepEqual(headersOf(first), { own: 'y' })
    for (const message of [first, second]) {
      const { id, source, type, traceId } = message!
      deepEqual([id, source, type, traceId], [undefined, undefined, undefined, undefined])
    }
  })

  test('what a handler publishes goes on with the trace of what it handles', async () => {
    const [orders, results] = [await ordersOf(cluster), await ordersOf(cluster)]
    await using bus = await connect(cluster.settings)
    await bus.handle(
      orders,
      { group: cluster.name('g'), retry: { delays: [10] } },
      async ({ value, attempt }, context) => {
        if (attempt === 1) throw new Error('once')
        await context.publish(results, { value })
      },
    )
    const told = { traceparent: aParent, tracestate: 'vendor=1' }

    await bus.publish(orders, { key: 'k', value: 'x', headers: told })

    const [message] = await received(cluster, results, 1)
    const { traceparent, tracestate } = headersOf(message)
    deepEqual([message.traceId, tracestate], [aTrace, 'vendor=1'])
    match(String(traceparent), new RegExp(`^00-${aTrace}-[\\da-f]{16}-01$`))
    notEqual(traceparent, aParent)
  })

  test('R20: what goes round is a dead letter in the end, and nothing is published any more', async () => {
    const name = await cluster.makeTopic('round')
    const [round, other] = [topic<number>(name), topic<number>(await cluster.makeTopic('other'))]
    await using bus = await connect(cluster.settings)
    const [group, back] = [cluster.name('g'), cluster.name('back')]
    let highest = 0
    await bus.handle(round, { group, delivery: 'exactly-once' }, async ({ value }, context) => {
      highest = Math.max(highest, value)
      await context.publish(other, { value })
    })
    let failures = 0
    const retry = { delays: [1] }
    await bus.handle(other, { group: back, retry }, async ({ value, attempt }, context) => {
      if (value === 40 && attempt === 1) {
        failures += 1
        throw new Error('not at once')
      }
      await context.publish(round, { value: value + 1 })
    })
    await bus.publish(round, { value: 0, headers: { 'bus-hops': '90' } })

    const dead = bus.deadLetters(other, back)
    const [letter] = await eventually(async () => {
      const { letters } = await dead.list()
      if (letters.length === 0) throw new OperatingError('TEST_NOT_YET', 'it goes round')
      return letters
    }, 60_000)

    match(letter!.message, /hundredth of a chain/)
    deepEqual([highest, failures, letter!.attempts], [49, 1, 1])
  })

  test('with its headers around its value, it is the value that is handled', async () => {
    const orders = topic<unknown>(await cluster.makeTopic('orders'))
    const event = { specversion: '1.0', id: '7', source: '/shop', type: 'placed' }
    const data = [
      { data: { n: 1 }, traceparent: aParent },
      { data_base64: Buffer.from('{"n":2}').toString('base64') },
      { data: '{"n":3}', datacontenttype: 'text/plain' },
      { data: 'four' },
      {},
    ]
    for (const one of data) {
      await sendAs(cluster, orders, 'application/cloudevents+json; charset=UTF-8', {
        ...event,
        ...one,
      })
    }

    const messages = await received(cluster, orders, data.length)

    deepEqual(
      messages.map(({ value }) => value),
      [{ n: 1 }, { n: 2 }, { n: 3 }, 'four', null],
    )
    const [{ id, source, type, traceId }] = messages
    deepEqual([id, source, type, traceId], ['7', '/shop', 'placed', aTrace])
  })

  test('an envelope that is none is a dead letter at once', async () => {
    const orders = topic<unknown>(await cluster.makeTopic('orders'))
    const group = cluster.name('g')
    await using bus = await connect(cluster.settings)
    await bus.handle(orders, { group, retry: { delays: ['1h'] } }, () => undefined)
    await sendAs(cluster, orders, 'application/cloudevents+json', [1])

    const letters = await eventually(async () => {
      const page = await bus.deadLetters(orders, group).list()
      if (page.letters.length === 0) throw new OperatingError('TEST_NOT_YET', 'none is there')
      return page.letters
    })
    deepEqual(
      letters.map(({ value, error, attempts }) => [String(value), error, attempts]),
      [['[1]', 'OperatingError', 1]],
    )
  })

  test('by its id and its source it is known again', async () => {
    const [orders, results] = [await ordersOf(cluster), await ordersOf(cluster)]
    await using shop = await connect(cluster.settings, { application: cluster.name('shop') })
    await using bank = await connect(cluster.settings, { application: cluster.name('bank') })
    const handling = await shop.handle(
      orders,
      { group: cluster.name('g'), delivery: 'exactly-once', dedup: { window: '1h' } },
      async ({ value }, context) => {
        await context.publish(results, { value })
      },
    )
    for (const publisher of [shop, shop, bank]) {
      await publisher.publish(orders, { key: 'k', value: 'same', id: '7' })
    }
    for (const value of ['x', 'y']) await shop.publish(orders, { key: 'k', value })

    const messages = await received(cluster, results, 4)

    deepEqual(
      messages.map(({ value }) => value),
      ['same', 'same', 'x', 'y'],
    )
    equal(handling.deduplication.duplicates, 1)
  })
})

async function ordersOf(cluster: TestCluster): Promise<Topic<string>> {
  return topic<string>(await cluster.makeTopic('orders'))
}

async function sendAs(
  cluster: TestCluster,
  { name }: Topic<unknown>,
  contentType: string,
  event: unknown,
): Promise<void> {
  await using producer = new Producer(cluster.settings)
  const headers: ProducerHeaders = { 'content-type': contentType }
  await producer.send({ topic: name, partition: 0, value: JSON.stringify(event), headers })
}

/** As many messages as there are to be, as a handler is given them. */
async function received<Value>(
  cluster: TestCluster,
  from: Topic<never, Value>,
  count: number,
  options: BusOptions = {},
): Promise<[Message<Value>, ...Message<Value>[]]> {
  await using bus = await connect(cluster.settings, options)
  const seen: Message<Value>[] = []
  const all = Promise.withResolvers<void>()
  await bus.handle(from, { group: cluster.name('reader') }, (message) => {
    seen.push(message)
    if (seen.length === count) all.resolve()
  })
  await all.promise
  return seen as [Message<Value>, ...Message<Value>[]]
}

function headersOf({ headers }: Message<unknown>): Record<string, string | undefined> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, value?.toString()]))
}
