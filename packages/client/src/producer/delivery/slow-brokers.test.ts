import { equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import { ManualClock } from '@barnabus/base'
import { ApiKey } from '@barnabus/protocol'
import { ScriptedBroker } from '@barnabus/testkit'

import { systemClientEnv } from '../../client-env.ts'
import { Producer } from '../producer.ts'
import type { ProducerSettings } from '../producer-settings.ts'

/**
 * How many of 600 records without a key go to the broker that answers nothing and leads every other
 * partition: of the first half, and of the second, before which a second passes.
 */
async function shareOfSilentBroker(settings: ProducerSettings): Promise<readonly [number, number]> {
  const nodes = await ScriptedBroker.startCluster(2, { topics: { t: 4 } })
  const [, silent] = nodes
  silent?.on(ApiKey.Produce, () => 'silence')
  const clock = new ManualClock()
  const producer = new Producer(
    { ...nodes[0]!.settings, 'batch.size': 150, 'linger.ms': 0, ...settings },
    {
      env: { ...systemClientEnv, clock },
    },
  )
  await producer.partitionsFor('t')
  const answered = new Set<number>()
  const half = async (from: number): Promise<number> => {
    for (let index = from; index < from + 300; index += 1) {
      producer
        .send({ topic: 't', value: 'x'.repeat(100) })
        .then(() => answered.add(index))
        .catch(() => undefined) // Those at the silent broker are given up with the producer.
      await turn()
    }
    for (let turns = 0; turns < 100; turns += 1) await turn()
    return 300 - Array.from(answered).filter((index) => index >= from).length
  }
  const first = await half(0)
  clock.advance(1000)
  const second = await half(300)
  await producer.close({ timeoutMs: 0 })
  for (const node of nodes) await node[Symbol.asyncDispose]()
  return [first, second]
}

describe('a broker that takes nothing', () => {
  test('gets its share where partitioning does not adapt', async () => {
    const [first, second] = await shareOfSilentBroker({
      'partitioner.adaptive.partitioning.enable': false,
    })
    ok(first + second > 200, `${first} and ${second} of 300 each`)
  })

  test('gets less where it does (KIP-794)', async () => {
    const [, second] = await shareOfSilentBroker({})
    ok(second > 0 && second < 75, `${second} of 300`)
  })

  test('gets nothing after partitioner.availability.timeout.ms', async () => {
    const [first, second] = await shareOfSilentBroker({
      'partitioner.availability.timeout.ms': 500,
    })
    ok(first > 0, `${first} of 300`)
    equal(second, 0)
  })
})
