import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'
import {
  CrashingDisk,
  InProcessBroker,
  RawProducer,
  committedOffset,
  oneLogEach,
  readCommitted,
  twoPartitions,
  type ProtocolVersion,
} from '@barnabus/testkit'

const [first] = twoPartitions

interface Stage {
  readonly disk: CrashingDisk
  readonly clock: ManualClock
}

/** A disk on which one transaction has been committed. */
async function prepared(protocol: ProtocolVersion): Promise<Stage> {
  const disk = new CrashingDisk(1)
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ disk, clock, settings: oneLogEach })
  await broker.makeTopic('t', 2)
  const options = { protocol, clock }
  const producer = await new RawProducer(await broker.connect(), 'p', options).begin()
  equal(await transact(producer, 'before', 1n), ErrorCode.none)
  return { disk, clock }
}

/** One whole transaction. */
async function transact(producer: RawProducer, text: string, offset: bigint): Promise<ErrorCode> {
  const isOld = producer.protocol === 1
  for (const at of twoPartitions) {
    if (isOld) equal(await producer.add(at), ErrorCode.none)
    equal(await producer.write(at, text), ErrorCode.none)
  }
  if (isOld) equal(await producer.addGroup('g'), ErrorCode.none)
  equal(await producer.commitOffset('g', first, offset), ErrorCode.none)
  return await producer.end('commit')
}

/** Cuts the power before some operation of a transaction. Whether it was still committed. */
async function cutAt(
  { disk, clock }: Stage,
  protocol: ProtocolVersion,
  at: number,
): Promise<{ readonly isOver: boolean; readonly whole: boolean }> {
  await using broker = await InProcessBroker.start({ disk, clock, settings: oneLogEach })
  const options = { protocol, clock }
  const producer = new RawProducer(await broker.connect(), 'p', options)
  equal(await producer.init(), ErrorCode.none)
  const cut = disk.cutPowerAfter(at).then(() => 'cut' as const)
  const ended = transact(producer, 'cut short', 2n).catch(() => 'lost' as const)
  const outcome = await Promise.race([cut, ended])
  if (outcome !== 'cut') disk.killProcess()

  await broker.crash()

  const connection = await broker.connect()
  const next = new RawProducer(connection, 'p', options)
  // The first attempt may only have aborted what the crash left open.
  if ((await next.init()) !== ErrorCode.none) equal(await next.init(), ErrorCode.none)
  const views = await Promise.all(twoPartitions.map((one) => readCommitted(connection, one)))
  for (const view of views) equal(view.lastStableOffset, view.highWatermark, `cut at ${at}`)
  const values = views.map((view) => view.values.join())
  const whole = values[0] === 'before,cut short'
  const expected = whole ? 'before,cut short' : 'before'
  deepEqual(values, [expected, expected], `cut at ${at}`)
  equal(await committedOffset(connection, 'g', first), whole ? 2n : 1n, `cut at ${at}`)
  if (outcome === ErrorCode.none) ok(whole, `committed and lost: cut at ${at}`)
  equal(await transact(next, 'after', 3n), ErrorCode.none)
  return { isOver: outcome !== 'cut', whole }
}

for (const protocol of [1, 2] as const) {
  test(`protocol ${protocol}: whenever the power fails, a transaction is whole or was never`, async () => {
    const stage = await prepared(protocol)
    const seen = new Set<boolean>()
    for (let at = 1; ; at += 1) {
      const { isOver, whole } = await cutAt({ ...stage, disk: stage.disk.copy() }, protocol, at)
      seen.add(whole)
      if (isOver) break
    }
    equal(seen.size, 2) // Some cuts came before the decision was on disk, some after.
  })
}
