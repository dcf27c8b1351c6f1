import { deepEqual, equal, rejects } from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { DirectoryClaims } from '../claims/directory-claims.ts'
import { writtenReceipts } from '../receipts/written.fixture.ts'
import { topic, type RequestTopic } from '../topics/topic.ts'
import { RequestError } from './request-error.ts'

type Texts = RequestTopic<string, string, string, string>

test('D4.7: who asked is told that a reply is too large, and that the request was handled', async () => {
  await using cluster = await TestCluster.start()
  const application = cluster.name('app')
  await using bus = await connect(cluster.settings, { application })
  const texts = topic<string, string, string, string>(await cluster.makeTopic('texts'), {
    reply: topic<string>('replies'),
  })
  const large = 'x'.repeat(2_000_000)
  const producer = { 'max.request.size': 10_000_000 }
  let calls = 0
  await bus.reply(texts, { group: cluster.name('g'), producer }, ({ value }) => {
    calls += 1
    return value === 'large' ? large : 'small'
  })

  const [lost, small] = await Promise.all([
    failureOf(bus.request(texts, { value: 'large' })),
    bus.request(texts, { value: 'small' }),
  ])

  deepEqual(
    [lost.code, lost.kind, lost.receipt.outcome],
    ['BUS_REPLY_LOST', 'transport', 'processed'],
  )
  equal(small, 'small')
  equal(calls, 2)
  equal((await writtenReceipts(cluster.settings, application)).length, 2)
})

test('D4.7: a reply that is too large for Kafka comes through the store of claims, also the second time', async () => {
  await using given = await Given.begin()
  let calls = 0
  const asking = await given.connect()
  await (
    await given.connect()
  ).reply(given.texts, { group: given.group }, ({ value }) => {
    calls += 1
    return value.repeat(5000)
  })
  const ask = (id?: string): Promise<string> =>
    asking.request(given.texts, { value: 'abc' }, id === undefined ? {} : { id })

  const replies = [await ask(), await ask('twice'), await ask('twice')]

  deepEqual(
    replies.map((reply) => reply.length),
    [15_000, 15_000, 15_000],
  )
  equal(calls, 2)
  deepEqual(
    (await writtenReceipts(given.cluster.settings, given.application)).map(({ reply }) =>
      String(reply?.value),
    ),
    ['{}', '{}', '{}'],
  )
  equal((await given.claimed()).length, 2)
})

test('a large reply that the next responder repeats is that of the first', async () => {
  await using given = await Given.begin()
  const asking = await given.connect()
  const first = await given.connect()
  await first.reply(given.texts, { group: given.group }, () => '1'.repeat(5000))
  await asking.request(given.texts, { value: 'x' }, { id: 'same' })
  await first.close()
  await (await given.connect()).reply(given.texts, { group: given.group }, () => '2'.repeat(5000))

  equal(await asking.request(given.texts, { value: 'x' }, { id: 'same' }), '1'.repeat(5000))
})

test('a stream of receipts gives large replies whole, and says which is gone', async () => {
  await using given = await Given.begin()
  const bus = await given.connect()
  await bus.reply(given.texts, { group: given.group }, ({ value }) => value.repeat(2000))
  await using receipts = await bus.receipts()
  await bus.request(given.texts, { value: 'a' })
  await given.clear()
  await bus.request(given.texts, { value: 'b' })
  const next = async (): Promise<string | undefined> => {
    for await (const { reply } of receipts) return reply?.toString()
    return undefined
  }

  await rejects(next(), { code: 'BUS_CLAIM_UNREADABLE' })
  equal(await next(), JSON.stringify('b'.repeat(2000)))
})

test('a large reply that is gone is told of as what it is', async () => {
  await using given = await Given.begin()
  const asking = await given.connect()
  await (
    await given.connect({ lost: true })
  ).reply(given.texts, { group: given.group }, () => 'x'.repeat(5000))

  await rejects(asking.request(given.texts, { value: 'x' }), { code: 'BUS_CLAIM_UNREADABLE' })
})

/** A topic of requests, and a directory in which large replies are put. */
class Given implements AsyncDisposable {
  readonly cluster: TestCluster
  readonly application: string
  readonly group: string
  readonly texts: Texts
  readonly #directory: string
  readonly #buses: Bus[] = []

  private constructor(cluster: TestCluster, directory: string, name: string) {
    this.cluster = cluster
    this.#directory = directory
    this.application = cluster.name('app')
    this.group = cluster.name('g')
    this.texts = topic<string, string, string, string>(name, { reply: topic<string>('replies') })
  }

  static async begin(): Promise<Given> {
    const cluster = await TestCluster.start()
    const directory = await mkdtemp(join(tmpdir(), 'large-replies-'))
    return new Given(cluster, directory, await cluster.makeTopic('texts'))
  }

  /** A process of the application; with `lost`, what it puts somewhere nobody else finds. */
  async connect({ lost = false } = {}): Promise<Bus> {
    const path = lost ? join(this.#directory, 'elsewhere') : this.#directory
    const claims = { store: new DirectoryClaims(path), above: 1000 }
    const bus = await connect(this.cluster.settings, { application: this.application, claims })
    this.#buses.push(bus)
    return bus
  }

  async claimed(): Promise<readonly string[]> {
    return await readdir(join(this.#directory, this.texts.name))
  }

  async clear(): Promise<void> {
    await rm(join(this.#directory, this.texts.name), { recursive: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#buses.map((bus) => bus.close()))
    await rm(this.#directory, { recursive: true, force: true })
    await this.cluster[Symbol.asyncDispose]()
  }
}

async function failureOf(request: Promise<unknown>): Promise<RequestError> {
  const [result] = await Promise.allSettled([request])
  if (result.status === 'rejected' && result.reason instanceof RequestError) return result.reason
  throw new TypeError(`no RequestError, but ${JSON.stringify(result)}`)
}
