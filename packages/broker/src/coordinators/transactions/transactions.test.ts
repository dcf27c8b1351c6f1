import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, RawProducer, committedOffset, readCommitted } from '@barnabus/testkit'

const first = { topic: 't', partition: 0 }
const second = { topic: 't', partition: 1 }

for (const protocol of [1, 2] as const) {
  test(`protocol ${protocol}: what commits is read in all partitions, what aborts in none`, async () => {
    await using broker = await InProcessBroker.start()
    await broker.makeTopic('t', 2)
    const connection = await broker.connect()
    const producer = await new RawProducer(connection, 'p', { protocol }).begin()

    for (const outcome of ['commit', 'abort', 'commit'] as const) {
      for (const at of [first, second]) {
        if (protocol === 1) equal(await producer.add(at), ErrorCode.none)
        equal(await producer.write(at, outcome), ErrorCode.none)
      }
      const open = await readCommitted(connection, first)
      equal(open.lastStableOffset, open.highWatermark - 1n)
      if (protocol === 1) equal(await producer.addGroup('g'), ErrorCode.none)
      equal(await producer.commitOffset('g', first, open.highWatermark), ErrorCode.none)
      equal(await committedOffset(connection, 'g', first), undefined)
      equal(await producer.end(outcome), ErrorCode.none)
    }

    for (const at of [first, second]) {
      deepEqual(await readCommitted(connection, at), {
        values: ['commit', 'commit'],
        lastStableOffset: 6n,
        highWatermark: 6n,
      })
    }
    equal(await committedOffset(connection, 'g', first), 5n)
    deepEqual([producer.producerEpoch], [protocol === 1 ? 0 : 3])
  })
}
