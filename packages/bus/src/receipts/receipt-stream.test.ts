import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { Admin, Producer } from '@barnabus/client'
import { TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { topic, type Topic } from '../topics/topic.ts'
import type { ReceiptStream } from './receipt-stream.ts'

/** An application whose messages a group of its own handles. */
class Given implements AsyncDisposable {
  readonly cluster: TestCluster
  readonly bus: Bus
  readonly application: string
  readonly work: Topic<number>
  readonly group: string

  private constructor(cluster: TestCluster, bus: Bus, application: string, work: string) {
    this.cluster = cluster
    this.bus = bus
    this.application = application
    this.work = topic(work)
    this.group = cluster.name('g')
  }

  static async begin(): Promise<Given> {
    const cluster = await TestCluster.start()
    const application = cluster.name('app')
    const bus = await connect(cluster.settings, { application })
    const given = new Given(cluster, bus, application, await cluster.makeTopic('work'))
    await bus.handle(given.work, { group: given.group, delivery: 'exactly-once' }, () => undefined)
    return given
  }

  /** Publishes these, and gives their ids when all are handled. */
  async done(...values: readonly number[]): Promise<readonly string[]> {
    const ids: string[] = []
    for (const value of values) {
      const sent = await this.bus.publish(this.work, { value }, { receipts: [this.group] })
      await sent.receipt(this.group)
      ids.push(sent.id)
    }
    return ids
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bus.close()
    await this.cluster[Symbol.asyncDispose]()
  }
}

/** The ids of the next receipts, and the position behind the last of them. */
async function take(
  stream: ReceiptStream,
  count: number,
): Promise<{ readonly ids: readonly string[]; readonly position: string }> {
  const ids: string[] = []
  for await (const { id, position } of stream) {
    ids.push(id)
    if (ids.length === count) return { ids, position }
  }
  throw new Error('the stream has ended')
}

test('D4.10: whoever was away gets what came meanwhile, and nothing twice', async () => {
  await using given = await Given.begin()
  const first = await given.bus.receipts()
  const seen = await given.done(1, 2, 3)
  const { ids, position } = await take(first, 2)
  await first.close()
  const missed = await given.done(4, 5)

  await using other = await connect(given.cluster.settings, { application: given.application })
  await using second = await other.receipts({ from: position })

  deepEqual(ids, seen.slice(0, 2))
  deepEqual((await take(second, 3)).ids, [seen[2], ...missed])
})

test('D4.10: a stream that has given nothing yet can be resumed as well', async () => {
  await using given = await Given.begin()
  await given.done(1)
  const first = await given.bus.receipts()
  const { position } = first
  await first.close()
  const missed = await given.done(2)

  await using second = await given.bus.receipts({ from: position })
  deepEqual((await take(second, 1)).ids, missed)
})

test('D4.10: a stream that was left in the middle goes on there', async () => {
  await using given = await Given.begin()
  const ids = await given.done(1, 2, 3)
  await using stream = await given.bus.receipts({ from: 'earliest' })

  deepEqual((await take(stream, 1)).ids, ids.slice(0, 1))
  deepEqual((await take(stream, 2)).ids, ids.slice(1))
})

test('a stream tells what a receipt does, with the reply where there is one', async () => {
  await using given = await Given.begin()
  const { cluster, bus } = given
  const asked = topic<number>(await cluster.makeTopic('asked'))
  const questions = { ...asked, reply: topic<number>('replies') }
  await bus.reply(questions, { group: cluster.name('answers') }, ({ value }) => value * 2)
  await using stream = await bus.receipts()
  await bus.request(questions, { value: 21 })
  await given.done(1)

  const told: unknown[] = []
  for await (const { receipt, reply } of stream) {
    told.push([receipt.outcome, receipt.attempts, reply?.toString()])
    if (told.length === 2) break
  }
  deepEqual(told, [
    ['processed', 1, '42'],
    ['processed', 1, undefined],
  ])
})

test('where receipts are gone that come next, a stream says so', async () => {
  await using given = await Given.begin()
  await using first = await given.bus.receipts()
  await given.done(1, 2)
  const receipts = `bus.receipts.${given.application}`
  await using admin = new Admin(given.cluster.settings)
  await admin.deleteRecords([{ topic: receipts, partition: 0, beforeOffset: 1n }])

  await using late = await given.bus.receipts({ from: first.position })
  await rejects(take(late, 1), { code: 'BUS_RECEIPTS_GONE' })

  await given.cluster.deleteTopic(receipts)
  await rejects(given.bus.receipts({ from: first.position }), { code: 'BUS_RECEIPTS_GONE' })
})

test('a position that nobody has told is refused', async () => {
  await using given = await Given.begin()
  const { position } = await given.bus.receipts()
  const wrong = [
    '',
    'now',
    `${position}.`,
    `${position}!`,
    position.slice(1),
    'r1',
    `${position}.-1`,
  ]
  for (const from of [...wrong, `${position}${'.0'.repeat(10_000)}`]) {
    await rejects(given.bus.receipts({ from }), { code: 'BUS_POSITION_REFUSED' }, from)
  }
})

test('records that are no receipts are passed over, and a stream ends when somebody says so', async () => {
  await using given = await Given.begin()
  await using producer = new Producer(given.cluster.settings)
  const stopping = new AbortController()
  await using stream = await given.bus.receipts({ signal: stopping.signal })
  await producer.send({ topic: `bus.receipts.${given.application}`, key: 'x', value: 'x' })
  const ids = await given.done(1)

  deepEqual((await take(stream, 1)).ids, ids)
  stopping.abort(new Error('enough'))
  await rejects(take(stream, 1), { message: 'enough' })
})

test('a stream that is being opened while the bus closes is told so, and leaves nothing open', async () => {
  await using given = await Given.begin()
  const opening = Array.from({ length: 5 }, () => given.bus.receipts())
  const told = Promise.all(opening.map((one) => rejects(one, { code: 'BUS_CLOSED' })))
  await given.bus.close()

  await told
})

test('closing a stream ends it, and closing the bus says so to whoever reads one', async () => {
  await using given = await Given.begin()
  const [own, other] = [await given.bus.receipts(), await given.bus.receipts()]
  const closing = own.close()
  let count = 0
  for await (const _ of own) count += 1
  await closing
  const reading = rejects(take(other, 1), { code: 'BUS_CLOSED' })
  await given.bus.close()

  await reading
  equal(count, 0)
})
