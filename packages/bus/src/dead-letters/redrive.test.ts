import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { isOperatingError, OperatingError } from '@barnabus/base'
import { Consumer } from '@barnabus/client'
import { eventually, TestCluster } from '@barnabus/testkit'
import { z } from 'zod'

import { connect } from '../bus.ts'
import { readJourney } from '../messages/bus-headers.ts'
import { Reject } from '../handle/reject.ts'
import type { StepName, Steps } from '../steps.ts'
import { topic } from '../topics/topic.ts'
import { FailingGroup, impatient, untilFull } from './dead-letters.fixture.ts'
import { redrivesMax } from './redrive-choice.ts'

describe('redrive', { concurrency: 2 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  test('R20: a message that dies again and again is redriven 16 times at most', async () => {
    await using given = await FailingGroup.start(cluster)
    await given.handle()
    await given.publish(['a'])

    for (let count = 1; count <= redrivesMax; count += 1) {
      await given.died(count)
      const { sent } = await given.letters.redrive()
      equal(sent, 1)
    }
    await given.died(redrivesMax + 1)
    const { sent, left } = await given.letters.redrive()

    equal(sent, 0)
    equal(left.tooOften, 1)
    const { letters } = await given.letters.list()
    deepEqual(
      letters.map(({ redrives }) => redrives),
      Array.from({ length: redrivesMax + 1 }, (_, index) => index),
    )
    equal(letters.at(-1)?.before, letters.at(-2)?.id)
    deepEqual(letters.at(-1)?.origin, letters[0]?.origin)
  })

  test('R23: two operators at once redrive each letter once', async () => {
    await using given = await FailingGroup.start(cluster)
    given.rejects = true
    await given.handle()
    const values = Array.from({ length: 250 }, (_, n) => `v${n}`)
    await given.publish(values)
    await given.died(250)
    given.isBroken = false
    const [one, other] = await Promise.all([given.operator(), given.operator()])

    const ends = await Promise.allSettled([one.letters.redrive(), other.letters.redrive()])
    const rest = await one.letters.redrive()
    await given.succeeded(250)
    await Promise.all([one.bus.close(), other.bus.close()])

    for (const end of ends) {
      if (end.status === 'fulfilled') continue
      equal(isOperatingError(end.reason, 'BUS_DECIDED_ELSEWHERE'), true)
    }
    const sent = ends.map((end) => (end.status === 'fulfilled' ? end.value.sent : 0))
    equal(rest.left.decided, 250 - rest.sent)
    equal(sent.some((count) => count > 0) || rest.sent > 0, true)
    deepEqual(given.handled.toSorted(compared), values.toSorted(compared))
  })

  test('R23: the second redrive of a letter does nothing', async () => {
    await using given = await FailingGroup.start(cluster)
    await given.handle()
    await given.publish(['a', 'b'])
    await given.died(2)
    given.isBroken = false

    const first = await given.letters.redrive()
    const second = await given.letters.redrive()
    await given.succeeded(2)

    equal(first.sent, 2)
    equal(second.sent, 0)
    equal(second.left.decided, 2)
    const { letters } = await given.letters.list({ filter: { state: 'redriven' } })
    equal(letters.length, 2)
    deepEqual(given.handled.toSorted(compared), ['a', 'b'])
  })

  test('R24: a redriven message goes to the group that failed, and to no other', async () => {
    await using given = await FailingGroup.start(cluster)
    const other: string[] = []
    await given.handle()
    const options = { group: cluster.name('other'), ...impatient }
    await given.bus.handle(given.topic, options, ({ value }) => other.push(value!))
    await given.publish(['a', 'b'])
    await given.died(2)
    await untilFull(other, 2)
    given.isBroken = false

    await given.letters.redrive()
    await given.succeeded(2)
    await given.publish(['c'])
    await untilFull(other, 3)

    deepEqual(other.toSorted(compared), ['a', 'b', 'c'])
    equal((await cluster.readCommitted(given.topic.name, 0)).values.length > 0, true)
  })

  test('R25: a redrive stops when too many of its messages die again', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle()
    await given.publish(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
    await given.died(8)
    let sent = 0
    const steps: Steps = {
      async reached(step: StepName) {
        if (step === 'decision-committed') await given.died(8 + (sent += 1))
      },
    }
    const { bus, letters } = await given.operator({ steps })

    const report = await letters.redrive({ perSecond: 10, stopAfterFailures: 3 })
    await bus.close()

    equal(report.isStopped, true)
    equal(report.sent, 3)
    equal(report.failures, 3)
    const { letters: open } = await given.letters.list({ filter: { state: 'open' } })
    equal(open.length, 5 + 3)
  })

  test('R25: a redrive is no faster than it may be', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    await given.handle()
    await given.publish(['a', 'b', 'c', 'd', 'e'])
    await given.died(5)
    given.isBroken = false
    const times: number[] = []
    const steps: Steps = {
      reached(step) {
        if (step === 'decision-begun') times.push(performance.now())
      },
    }
    const { bus, letters } = await given.operator({ steps })

    await letters.redrive({ perSecond: 20 })
    await bus.close()

    equal(times.length, 3)
    equal(times[2]! - times[0]! >= 190, true, 'four were sent before: that takes 200 ms')
  })

  test('R26: an edited letter goes out anew, checked before, and knows where it comes from', async () => {
    await using bus = await connect(cluster.settings)
    const name = await cluster.makeTopic('orders')
    const group = cluster.name('g')
    const orders = topic(name, { value: z.object({ amount: z.number() }) })
    const seen: unknown[] = []
    await bus.handle(orders, { group, ...impatient }, ({ value, attempt, headers }) => {
      if (value.amount < 0) throw new Reject('below zero')
      seen.push([value.amount, attempt, headers.get('why')?.toString()])
    })
    await bus.publish(orders, { key: 'a', value: { amount: -1 } })
    const letters = bus.deadLetters(orders, group)
    const [letter] = await eventually(async () => {
      const page = await letters.list()
      if (page.letters.length === 0) throw new OperatingError('TEST_NOT_YET', 'none yet')
      return page.letters
    })

    const wrong = { value: { amount: 'much' as unknown as number } }
    await rejects(letters.edit(letter!.id, wrong), { code: 'BUS_VALUE_REFUSED' })
    const still = await letters.read(letter!.id)
    await letters.edit(letter!.id, { value: { amount: 1 }, headers: { why: 'mended' } })
    await untilFull(seen, 1)

    equal(still.state, 'open')
    deepEqual(seen, [[1, 1, 'mended']])
    const after = await letters.read(letter!.id)
    equal(after.state, 'redriven')
    equal(after.decision?.kind === 'redriven' && after.decision.isEdited, true)
    equal(after.value?.toString(), '{"amount":-1}')
    const [sent] = await recordsOf(cluster, `${name}.${group}.redrive`)
    deepEqual(readJourney(sent!)?.redrive?.letter, letter!.id)
    equal(sent!.headers.get('bus-edited')?.toString(), letter!.id)
    await rejects(letters.edit(letter!.id, {}), { code: 'BUS_LETTER_REFUSED' })
  })

  test('redriven messages of a key keep their order, and later ones wait for them', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    const seen: string[] = []
    await given.handle({ retry: { delays: [100] } }, async ({ value, attempt }) => {
      if (given.isBroken) throw new Reject('not yet')
      if (value === 'a' && attempt === 1) {
        await given.publish(['c'], 'k')
        throw new Error('once more')
      }
      seen.push(`${value} ${attempt}`)
    })
    await given.publish(['a'], 'k')
    await given.publish(['b'], 'k')
    await given.died(2)
    given.isBroken = false

    await given.letters.redrive()
    await untilFull(seen, 3)

    deepEqual(seen, ['a 2', 'b 1', 'c 1'])
  })

  test('a dry run sends nothing, and counts what a redrive would send', async () => {
    await using given = await FailingGroup.start(cluster)
    await given.handle()
    await given.publish(['a', 'b', 'c'])
    await given.died(3)
    const { letters } = await given.letters.list()
    const [first] = letters

    const all = await given.letters.redrive({ dryRun: true })
    const one = await given.letters.redrive({ dryRun: true, ids: [first!.id, '0/999'] })
    const none = await given.letters.redrive({ dryRun: true, filter: { error: 'RangeError' } })

    equal(all.sent, 3)
    deepEqual([one.sent, one.left.unknown], [1, 1])
    equal(none.sent, 0)
    equal((await given.letters.list({ filter: { state: 'open' } })).letters.length, 3)
  })

  test('R27: a dry run tells how many would come out of order', async () => {
    await using given = await FailingGroup.start(cluster)
    await given.handle({}, ({ value }) => {
      if (value?.startsWith('dies')) throw new Reject('not yet')
      given.handled.push(value!)
    })
    await given.publish(['dies', 'dies, too', 'lives'], 'one')
    await given.publish(['lives'], 'another')
    await given.publish(['dies'], 'another')
    await given.died(3)
    await given.succeeded(2)

    const report = await eventually(async () => {
      const found = await given.letters.redrive({ dryRun: true })
      if (found.overtaken !== 2) throw new OperatingError('TEST_NOT_YET', `${found.overtaken} of 2`)
      return found
    })

    deepEqual([report.sent, report.overtaken], [3, 2])
  })

  test('R27: those that would come out of order can be left', async () => {
    await using given = await FailingGroup.start(cluster)
    let isMended = false
    await given.handle({}, ({ value }) => {
      if (!isMended && value?.startsWith('dies')) throw new Reject('not yet')
      given.handled.push(value!)
    })
    await given.publish(['dies first', 'lives'], 'one')
    await given.publish(['dies last'], 'another')
    await given.died(2)
    await given.succeeded(1)
    await eventually(async () => {
      const { overtaken } = await given.letters.redrive({ dryRun: true })
      if (overtaken !== 1) throw new OperatingError('TEST_NOT_YET', `${overtaken} of 1`)
    })
    isMended = true

    const { letters } = await given.letters.list()
    const ids = letters.map(({ id }) => id)
    const once = (): Iterable<string> => ids.values() // Can be gone through only once.
    const dry = await given.letters.redrive({ dryRun: true, skipOvertaken: true, ids: once() })
    const report = await given.letters.redrive({ skipOvertaken: true, ids: once() })
    const nothing = await given.letters.redrive({ skipOvertaken: true })
    await given.succeeded(2)

    deepEqual([dry.sent, dry.left.overtaken, dry.overtaken], [1, 1, 1])
    deepEqual([report.sent, report.left.overtaken], [1, 1])
    deepEqual([nothing.sent, nothing.left.overtaken, nothing.left.decided], [0, 1, 1])
    deepEqual(given.handled, ['lives', 'dies last'])
  })

  test('R26: an edited message is one of its own for who skips what came before', async () => {
    await using given = await FailingGroup.start(cluster, 1)
    const dedup = { delivery: 'exactly-once', dedup: { window: '1h' } } as const
    const seen: string[] = []
    await given.handle(dedup, ({ value }) => {
      if (value === 'wrong') throw new Reject('wrong')
      seen.push(value!)
    })
    const headers = { 'message-id': 'm-1' }
    await given.bus.publish(given.topic, { key: 'k', value: 'wrong', headers })
    await given.died(1)

    await given.letters.edit('0/0', { value: 'right' })
    await untilFull(seen, 1)
    await given.bus.publish(given.topic, { key: 'k', value: 'original', headers })
    await untilFull(seen, 2)

    deepEqual(seen, ['right', 'original'])
  })

  test('what a redrive cannot do is refused', async () => {
    await using given = await FailingGroup.start(cluster)
    await given.handle()

    await rejects(given.letters.redrive({ perSecond: 0 }), { code: 'BUS_REDRIVE_REFUSED' })
    await rejects(given.letters.redrive({ stopAfterFailures: 0 }), { code: 'BUS_REDRIVE_REFUSED' })
    await rejects(given.letters.redrive({ ids: ['one'] }), { code: 'BUS_LETTER_UNKNOWN' })
  })
})

async function recordsOf(cluster: TestCluster, name: string) {
  await using consumer = new Consumer({
    ...cluster.settings,
    'auto.offset.reset': 'earliest',
  })
  consumer.assign([{ topic: name, partition: 0 }])
  for (;;) {
    const records = await consumer.poll()
    if (records.length > 0) return records
  }
}

function compared(one: string, other: string): number {
  return one < other ? -1 : 1
}
