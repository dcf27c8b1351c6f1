import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { systemClock, systemFiles, systemNetwork, systemRandom, type Clock } from '@barnabus/base'
import { Producer } from '@barnabus/client'
import { TestCluster, until } from '@barnabus/testkit'
import { z } from 'zod'

import { connect, type Bus } from '../bus.ts'
import { Reject } from '../handle/reject.ts'
import { UnknownOutcomeError } from '../receipts/unknown-outcome-error.ts'
import { topic, type RequestTopic } from '../topics/topic.ts'
import { RequestError } from './request-error.ts'

interface Sum {
  readonly of: readonly number[]
}

const Total = z.object({ total: z.number() })

test('a reply is what the handler gives, as the schema of replies has it', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const sums = topic(await cluster.makeTopic('sums', 3), {
    value: z.object({ of: z.array(z.number()) }),
    reply: Total.transform(({ total }) => `${total} in total`),
  })
  const seen: (string | null)[] = []
  await bus.reply(sums, { group: cluster.name('g') }, ({ value, key }) => {
    seen.push(key)
    return { total: value.of.reduce((one, other) => one + other, 0) }
  })

  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      bus.request(sums, { key: `k${n}`, value: { of: [n, n] } }),
    ),
  )

  deepEqual(
    replies,
    Array.from({ length: 20 }, (_, n) => `${2 * n} in total`),
  )
  equal(seen.length, 20)
})

test('D4.2: a second reply to a request is ignored, and counted', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const sums = await sumsOf(cluster)
  await bus.reply(sums, { group: cluster.name('g') }, () => ({ total: 1 }))
  await bus.reply(sums, { group: cluster.name('h') }, () => ({ total: 1 }))

  const reply = await bus.request(sums, { value: { of: [1] } })
  await until(() => bus.confirmations.duplicates === 1)

  deepEqual(reply, { total: 1 })
  equal(bus.confirmations.lateReplies, 0)
})

test('D4.3: a request without a reply in time may have been handled, and its late reply is counted', async () => {
  await using cluster = await TestCluster.start()
  const timeout = 12_345
  const timer = Promise.withResolvers<() => void>()
  const clock: Clock = {
    ...systemClock,
    after(delayMs, task, options) {
      if (delayMs === timeout) timer.resolve(task)
      return systemClock.after(delayMs, task, options)
    },
  }
  const env = { clock, files: systemFiles, network: systemNetwork, random: systemRandom }
  await using bus = await connect(cluster.settings, { application: cluster.name('app'), env })
  const sums = await sumsOf(cluster)
  const group = cluster.name('g')
  const [isHandled, mayReply] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await bus.reply(sums, { group }, async () => {
    isHandled.resolve()
    await mayReply.promise
    return { total: 1 }
  })
  const failure = rejects(
    bus.request(sums, { value: { of: [1] } }, { timeout, id: 'r1' }),
    (error) => {
      ok(error instanceof UnknownOutcomeError)
      deepEqual([error.code, error.id], ['BUS_OUTCOME_UNKNOWN', 'r1'])
      return true
    },
  )
  await isHandled.promise
  const timeIsOver = await timer.promise
  timeIsOver()
  await failure
  mayReply.resolve()
  await until(() => bus.confirmations.lateReplies === 1)

  equal((await bus.receipt('r1', group)).outcome, 'processed')
})

test('D4.6: every instance gets the replies to its own requests while others come and go', async () => {
  await using cluster = await TestCluster.start()
  const application = cluster.name('app')
  const sums = await sumsOf(cluster)
  await using worker = await join(cluster)
  await worker.reply(sums, { group: cluster.name('g') }, ({ value }) => ({ total: value.of[0]! }))
  await using steady = await connect(cluster.settings, { application })
  let isOver = false
  const others = (async () => {
    while (!isOver) {
      await using other = await connect(cluster.settings, { application })
      await other.request(sums, { value: { of: [-1] } })
    }
  })()

  const replies: number[] = []
  for (let n = 0; n < 50; n += 1) {
    replies.push((await steady.request(sums, { value: { of: [n] } })).total)
  }
  isOver = true
  await others

  deepEqual(
    replies,
    Array.from({ length: 50 }, (_, n) => n),
  )
})

test('D4.7: a handler that says no is told apart from one that could not do its work', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const sums = await sumsOf(cluster)
  await bus.reply(sums, { group: cluster.name('g'), retry: { delays: [10] } }, ({ value }) => {
    if (value.of.length === 0) throw new Reject('nothing to add')
    throw new TypeError('broken')
  })

  const [refused, failed] = await Promise.all([
    failureOf(bus.request(sums, { value: { of: [] } })),
    failureOf(bus.request(sums, { value: { of: [1] } })),
  ])

  deepEqual(
    [refused.code, refused.kind, refused.receipt.error?.message, refused.receipt.attempts],
    ['BUS_REQUEST_REJECTED', 'business', 'nothing to add', 1],
  )
  deepEqual(
    [failed.code, failed.kind, failed.receipt.error?.name, failed.receipt.attempts],
    ['BUS_REQUEST_FAILED', 'transport', 'TypeError', 2],
  )
})

test('D4.8: a request whose time is over is not handled, and counted', async () => {
  await using cluster = await TestCluster.start()
  const application = cluster.name('app')
  await using bus = await connect(cluster.settings, { application })
  const sums = await sumsOf(cluster)
  const group = cluster.name('g')
  await bus.publish(sums, { value: { of: [1] } }, { receipts: ['nobody'] }) // Makes the topic.
  await using producer = new Producer(cluster.settings)
  const to = `bus.receipts.${application}`
  await producer.send({
    topic: sums.name,
    value: '{"of":[0]}',
    headers: { 'bus-id': 'late', 'bus-receipt-to': to, 'bus-deadline': String(Date.now() - 1) },
  })
  const seen: number[] = []
  await bus.reply(sums, { group }, ({ value }) => {
    seen.push(value.of[0]!)
    return { total: 0 }
  })
  await bus.request(sums, { value: { of: [2] } })

  deepEqual(seen, [1, 2])
  equal(bus.confirmations.expiredRequests, 1)
  equal((await bus.receipt('late', group)).outcome, 'expired')
})

test('D4.8: a handler knows until when its reply is of use, and may hand that on', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const [outer, inner] = [await sumsOf(cluster), await sumsOf(cluster)]
  const deadlines: (number | undefined)[] = []
  await bus.reply(outer, { group: cluster.name('g') }, async ({ value }, { deadlineMs }) => {
    deadlines.push(deadlineMs)
    return await bus.request(inner, { value }, { timeout: deadlineMs! - Date.now() })
  })
  await bus.reply(inner, { group: cluster.name('g') }, ({ value }, { deadlineMs }) => {
    deadlines.push(deadlineMs)
    return { total: value.of[0]! }
  })
  const beganMs = Date.now()
  const reply = await bus.request(outer, { value: { of: [7] } }, { timeout: '20s' })

  deepEqual(reply, { total: 7 })
  ok(deadlines[0]! >= beganMs + 20_000, 'the deadline is when the time is over')
  ok(deadlines[1]! >= deadlines[0]! && deadlines[1]! <= Date.now() + 20_000, 'and stays so')
})

test('D4.9: a request that cannot be read is a dead letter, and whoever asked is told', async () => {
  await using cluster = await TestCluster.start()
  await using bus = await join(cluster)
  const name = await cluster.makeTopic('sums')
  const asked = topic<unknown, unknown, unknown, unknown>(name, { reply: z.unknown() })
  const sums = topic(name, { value: z.object({ of: z.array(z.number()) }), reply: Total })
  const group = cluster.name('g')
  await bus.reply(sums, { group }, () => ({ total: 0 }))

  const error = await failureOf(bus.request(asked, { value: 'poison' }))

  deepEqual([error.code, error.receipt.outcome], ['BUS_REQUEST_FAILED', 'dead-letter'])
  deepEqual((await cluster.readCommitted(`${name}.${group}.dead`)).values, ['"poison"'])
})

test('whoever waits for a reply stops at once when told to, or when the bus closes', async () => {
  await using cluster = await TestCluster.start()
  const bus = await join(cluster)
  const sums = await sumsOf(cluster)
  const giving = new AbortController()
  const { signal } = giving
  const results = Promise.allSettled([
    bus.request(sums, { value: { of: [] } }, { signal }),
    bus.request(sums, { value: { of: [] } }),
  ])
  let sent = 0
  await bus.handle(sums, { group: cluster.name('g') }, () => void (sent += 1))
  await until(() => sent === 2)
  giving.abort(new Error('enough'))
  await bus.close()

  const reasons = (await results).map((one) => one.status === 'rejected' && String(one.reason))
  deepEqual(reasons, ['Error: enough', 'OperatingError: Cannot use the bus: it is closed'])
})

async function join(cluster: TestCluster): Promise<Bus> {
  return await connect(cluster.settings, { application: cluster.name('app') })
}

async function sumsOf(
  cluster: TestCluster,
): Promise<RequestTopic<Sum, Sum, z.input<typeof Total>, z.output<typeof Total>>> {
  return topic<Sum, Sum, z.input<typeof Total>, z.output<typeof Total>>(
    await cluster.makeTopic('sums'),
    { reply: Total },
  )
}

async function failureOf(request: Promise<unknown>): Promise<RequestError> {
  const [result] = await Promise.allSettled([request])
  if (result.status === 'rejected' && result.reason instanceof RequestError) return result.reason
  throw new TypeError(`no RequestError, but ${JSON.stringify(result)}`)
}
