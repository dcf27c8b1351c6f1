import { deepEqual } from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { env } from 'node:process'
import { after, before, describe, test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Admin } from '@barnabus/client'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from './bus.ts'
import { Crash } from './crash.ts'
import { FailureTable, type Seen } from './failure-table.fixture.ts'
import { deliveries, type Delivery } from './handle/handle-options.ts'
import { Reject } from './handle/reject.ts'
import { stepNames, type StepName } from './steps.ts'
import { topic, type Topic } from './topics/topic.ts'

/** What is published: keys, and how messages behave; the first rounds hold nothing that fails. */
const messages = [
  ...['a ok', 'b ok', 'c ok', 'a ok', 'b ok', 'c ok', 'a ok', 'b ok'],
  ...['a ok', 'b fails once', 'c ok', 'a rejected', 'b ok', 'c fails', 'a ok', 'c ok', 'b ok'],
] as const

const handled = indexesWhere((behaviour) => ['ok', 'fails once'].includes(behaviour))
const doomed = indexesWhere((behaviour) => ['rejected', 'fails'].includes(behaviour))

const retry = { delays: [20, 40] } as const
const roundSize = 4

/** The steps that a delivery passes more than once. */
const passes: Readonly<Record<Delivery, (step: StepName) => boolean>> = {
  'at-least-once': () => true,
  'exactly-once': (step) => !step.endsWith('outputs') && !step.endsWith('-commit'),
  'at-most-once': (step) => !step.startsWith('transaction'),
}

/** At which times a crash comes there: partitions are assigned just once. */
function timesOf(step: StepName): readonly number[] {
  return step.endsWith('-read') ? [1] : [1, 2]
}

describe('R1, R2: a process that stops at any step', { concurrency: 4 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  const table = new FailureTable({ handled, doomed })
  after(async () => {
    await cluster[Symbol.asyncDispose]()
    const path = env['BARNABUS_FAILURE_TABLE']
    if (path !== undefined) await writeFile(path, table.inWords())
  })

  for (const delivery of deliveries) {
    for (const step of stepNames.filter(passes[delivery])) {
      for (const time of timesOf(step)) {
        test(`${delivery}: ${step}, time ${time}`, async () => {
          const seen = await lifeOf(cluster, delivery, new Crash(step, time))
          table.note(step, delivery, seen)
          verdicts[delivery](seen)
        })
      }
    }
  }
})

const verdicts: Readonly<Record<Delivery, (seen: Seen) => void>> = {
  'at-least-once': ({ effects, outputs, dead }) => {
    deepEqual([...new Set(outputs)].toSorted(), handled, 'none is lost')
    deepEqual(dead.toSorted(), doomed, 'each dead letter is there once')
    inOrderPerKey(effects)
  },
  'exactly-once': ({ effects, outputs, dead }) => {
    deepEqual(outputs.toSorted(), handled, 'none is lost, none doubled')
    deepEqual(dead.toSorted(), doomed, 'each dead letter is there once')
    inOrderPerKey(effects)
  },
  'at-most-once': ({ effects, outputs, dead }) => {
    deepEqual([...new Set(outputs)], outputs, 'none is doubled')
    deepEqual([...new Set(dead)], dead, 'none is doubled')
    deepEqual([...new Set(effects)], effects, 'none is handled twice')
  },
}

/** Publishes, handles until the crash, starts again, and tells what has come of it. */
async function lifeOf(cluster: TestCluster, delivery: Delivery, crash: Crash): Promise<Seen> {
  const [work, results] = [await cluster.makeTopic('work'), await cluster.makeTopic('results')]
  const [source, sink] = [topic<Job>(work), topic<string>(results)]
  const group = cluster.name('g')
  const effects: string[] = []
  await using steady = await connect(cluster.settings)
  for (const [index, message] of messages.entries()) {
    const [key = '', ...behaviour] = message.split(' ')
    await steady.publish(source, { key, value: { index, behaviour: behaviour.join(' ') } })
  }
  const job = { source, sink, group, delivery, effects }
  const first = await connect(cluster.settings, { env: crash.env, steps: crash, instance: group })
  const isAlive = (): boolean => !crash.isOver
  void handle(first, job, isAlive).catch(() => undefined)
  await crash.happened
  const second = await connect(cluster.settings, { instance: group })
  await handle(second, job, () => true)
  await settled(cluster, job)
  await second.close()
  return { effects, ...(await found(cluster, job)) }
}

interface Job {
  readonly index: number
  readonly behaviour: string
}

interface Given {
  readonly source: Topic<Job>
  readonly sink: Topic<string>
  readonly group: string
  readonly delivery: Delivery
  readonly effects: string[]
}

async function handle(bus: Bus, given: Given, isAlive: () => boolean): Promise<void> {
  const { source, sink, group, delivery, effects } = given
  const options = delivery === 'at-most-once' ? {} : { retry }
  const consumer = { 'group.instance.id': group, 'max.poll.records': roundSize }
  await bus.handle(source, { group, delivery, ...options, consumer }, async (message, context) => {
    const { index, behaviour } = message.value
    if (behaviour === 'rejected') throw new Reject('never')
    if (behaviour === 'fails' || (behaviour === 'fails once' && message.attempt === 1)) {
      throw new Error('not now')
    }
    if (isAlive()) effects.push(`${index} ${message.key}`)
    await context.publish(sink, { value: String(index) })
  })
}

/** Resolves when each message is somewhere; what is handled at most once may be nowhere. */
async function settled(cluster: TestCluster, given: Given): Promise<void> {
  await eventually(async () => {
    const { outputs, dead } = await found(cluster, given)
    const isKnown = new Set([...outputs, ...dead])
    const lost = messages.findIndex((_, index) => !isKnown.has(String(index)))
    if (lost < 0) return
    if (given.delivery === 'at-most-once' && (await isRead(cluster, given))) return
    throw new OperatingError('TEST_NOT_YET', `message ${lost} is nowhere`)
  })
}

/** Whether the group has got to the end of the topic. */
async function isRead(cluster: TestCluster, { source, group }: Given): Promise<boolean> {
  await using admin = new Admin(cluster.settings)
  const offsets = await admin.listGroupOffsets(group)
  const end = BigInt(messages.length)
  return offsets.some(({ topic: name, offset }) => name === source.name && offset === end)
}

/** What readers of committed data find. */
async function found(
  cluster: TestCluster,
  { source, sink, group }: Given,
): Promise<Omit<Seen, 'effects'>> {
  const [outputs, dead] = await Promise.all(
    [sink.name, `${source.name}.${group}.dead`].map((name) => cluster.readCommitted(name)),
  )
  return {
    outputs: outputs!.values.map((value) => JSON.parse(value) as string),
    dead: dead!.values.map((value) => String((JSON.parse(value) as Job).index)),
  }
}

/** The first effects of a key's messages are in the order in which they were published. */
function inOrderPerKey(effects: readonly string[]): void {
  for (const key of ['a', 'b', 'c']) {
    const indexes = effects
      .filter((effect) => effect.endsWith(key))
      .map((effect) => Number.parseInt(effect, 10))
    const firsts = [...new Set(indexes)]
    deepEqual(
      firsts,
      firsts.toSorted((one, other) => one - other),
      `the messages of ${key}`,
    )
  }
}

function indexesWhere(is: (behaviour: string) => boolean): readonly string[] {
  return messages
    .flatMap((message, index) => (is(message.slice(2)) ? [String(index)] : []))
    .toSorted()
}
