import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { after, before, describe, test } from 'node:test'

import { silentLogger, type LogFacts } from '@barnabus/base'
import { Producer } from '@barnabus/client'
import { TestCluster } from '@barnabus/testkit'

import { busPrefix } from '../messages/bus-prefix.ts'
import { Reject } from '../handle/reject.ts'
import { FailingGroup } from './dead-letters.fixture.ts'

describe('dead letters', { concurrency: 2 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  test('R4: bytes that say nothing are a dead letter at once, and stay as they are', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle({ retry: { delays: ['1h'] } })
    const bytes = Buffer.from([0x00, 0xff, 0xfe, 0x7b])
    await using producer = new Producer(cluster.settings)
    const headers = { kind: Buffer.from([0xff]) }
    await producer.send({
      topic: given.topic.name,
      key: Buffer.from([0xfe]),
      value: bytes,
      headers,
    })
    await given.died(1)

    const letter = await given.letters.read('0/0')

    deepEqual(letter.value, bytes)
    deepEqual(letter.key, Buffer.from([0xfe]))
    deepEqual(letter.headers.get('kind'), Buffer.from([0xff]))
    equal(letter.attempts, 1)
    match(letter.message, /^Cannot read a message of /)
  })

  test('R5: a tombstone that fails stays a tombstone, also when it is redriven', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle()
    await given.publish([null], 'k')
    await given.publish([''], 'k')
    await given.died(2)
    const { letters } = await given.letters.list()
    given.isBroken = false

    await given.letters.redrive()
    await given.succeeded(2)

    deepEqual(
      letters.map(({ value }) => value?.toString() ?? null),
      [null, '""'],
    )
    deepEqual(given.handled, ['null', ''])
  })

  test('R19: what has failed for good is in the dead-letter topic, which there is always', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle({ retry: { delays: [10, 10] } })
    const sent = await given.bus.publish(given.topic, { key: 'k', value: 'a', headers: { a: 'b' } })
    await given.died(1)

    const letter = await given.letters.read('0/0')

    const { topic, partition, offset, timestamp } = sent
    deepEqual(letter.origin, { topic, partition, offset, timestamp })
    deepEqual([letter.attempts, letter.error, letter.state], [3, 'TypeError', 'open'])
    equal(letter.message, 'cannot take "a"')
    equal(letter.headers.get('a')?.toString(), 'b')
    equal(letter.failedAtMs >= Number(timestamp), true)
  })

  test('R21: headers do not grow, whatever is thrown and however often', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle({ retry: { delays: [1, 1] } }, () => {
      const error = new Error('€'.repeat(100_000))
      error.name = '€'.repeat(100_000)
      throw error
    })
    await given.publish(['a'])
    for (let count = 1; count <= 4; count += 1) {
      await given.died(count)
      if (count < 4) await given.letters.redrive()
    }

    const found = await cluster.read(`${given.topic.name}.${given.group}.dead`)
    const sizes = found.map(({ headers }) => {
      const ours = headers.filter(({ key }) => key.startsWith(busPrefix))
      return ours.reduce((size, { key, value }) => size + key.length + (value?.length ?? 0), 0)
    })

    equal(Math.max(...sizes) <= 16_384, true)
    equal(sizes.at(-1)! - sizes[1]! < 10, true)
  })

  test('R31: letters are counted by what they died of, with the age of the oldest open one', async () => {
    await using given = await FailingGroup.start(cluster)
    await given.handle({}, ({ value }) => {
      throw value?.startsWith('r') ? new Reject(`no ${value}`) : new TypeError(`order ${value}`)
    })
    await given.publish(['r1', 'r2', '1', '2', '3'])
    await given.died(5)

    const groups = await given.letters.groups()
    const rejected = await given.letters.list({ filter: { error: 'Reject' } })
    const [first] = rejected.letters.toSorted((one, other) => one.failedAtMs - other.failedAtMs)
    const resolved = await given.letters.resolve([first!.id, '0/777'], 'by hand')
    const later = await given.letters.groups({ error: 'Reject' })

    deepEqual(
      groups.map(({ error, count, open }) => [error, count, open]),
      [
        ['TypeError', 3, 3],
        ['Reject', 2, 2],
      ],
    )
    equal(groups[1]?.oldestOpenMs, first!.failedAtMs)
    equal(groups[1]?.firstMs, first!.failedAtMs)
    equal(resolved, 1)
    deepEqual([later[0]?.count, later[0]?.open], [2, 1])
  })

  test('R31: the first message that dies of something new is told of at once', async () => {
    const told: string[] = []
    const logger = {
      ...silentLogger,
      error: ({ error }: LogFacts) => told.push(String(error)),
    }
    await using given = await FailingGroup.start(cluster, 1, { logger })
    await given.handle({}, ({ value }) => {
      throw value?.startsWith('r') ? new Reject(`no ${value}`) : new TypeError(`order ${value}`)
    })
    await given.publish(['r 1', 'r 2', '1', '2', 'r 3'], 'k')
    await given.died(5)

    deepEqual(told, ['Reject', 'TypeError'])
  })

  test('what is resolved says why, and is not redriven', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle()
    await given.publish(['a', 'b'])
    await given.died(2)

    await given.letters.resolve(['0/0'], 'was paid by hand')
    const letter = await given.letters.read('0/0')
    const { sent, left } = await given.letters.redrive({ ids: ['0/0'] })

    deepEqual(letter.decision?.kind === 'resolved' && letter.decision.note, 'was paid by hand')
    deepEqual([sent, left.decided], [0, 1])
    equal(await given.letters.resolve(['0/0'], 'again'), 0)
  })

  test('pages go on where the one before ended', async () => {
    await using given = await FailingGroup.start(cluster, 2)
    await given.handle()
    await given.publish(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    await given.died(7)

    const all = await given.letters.list()
    const paged: string[] = []
    let from: string | undefined
    do {
      const page = await given.letters.list({ limit: 2, from })
      equal(page.letters.length <= 2, true)
      paged.push(...page.letters.map(({ id }) => id))
      from = page.next
    } while (from !== undefined)

    deepEqual(
      paged,
      all.letters.map(({ id }) => id),
    )
    equal(new Set(paged).size, 7)
  })

  test('a letter that is not there is not found', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle()

    await rejects(given.letters.read('0/5'), { code: 'BUS_LETTER_UNKNOWN' })
    await rejects(given.letters.read('7/0'), { code: 'BUS_LETTER_UNKNOWN' })
    await rejects(given.letters.read('nonsense'), { code: 'BUS_LETTER_UNKNOWN' })
  })
})
