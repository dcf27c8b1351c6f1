import { OperatingError } from '@barnabus/base'
import { Admin } from '@barnabus/client'
import { eventually, type TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import type { HandleOptions } from '../handle/handle-options.ts'
import { topic, type Topic } from '../topics/topic.ts'

export const keys = ['a', 'b', 'c', 'd', 'e', 'f'] as const

/** For consumers that shall soon see that a topic has grown. */
export const attentive = { 'metadata.max.age.ms': 300, 'fetch.max.wait.ms': 20 } as const

/** Gives a topic four partitions, and publishes to each key until one of them has moved. */
export async function grow(
  { settings }: TestCluster,
  bus: Bus,
  work: Topic<number>,
): Promise<{ readonly lastValue: number }> {
  await using admin = new Admin(settings)
  await admin.createPartitions([{ topic: work.name, count: 4 }])
  const partitions = new Set<number>()
  let lastValue = 0
  await eventually(async () => {
    lastValue += 1
    for (const key of keys) {
      partitions.add((await bus.publish(work, { key, value: lastValue })).partition)
    }
    if (partitions.size < 2) throw new OperatingError('TEST_NOT_YET', 'no key has moved yet')
  })
  return { lastValue }
}

/**
 * Handles a topic that grows while the first message of each key waits for its third attempt. Gives
 * what was handled, when that is something of each key's new partition.
 */
export async function handleWhileItGrows(
  cluster: TestCluster,
  more: Pick<HandleOptions<unknown>, 'store'> = {},
): Promise<{ readonly seen: readonly string[]; readonly firstTier: string }> {
  const work = topic<number>(await cluster.makeTopic('work', 1))
  const group = cluster.name('g')
  const firstTier = `${work.name}.${group}.retry.1`
  const seen: string[] = []
  await using bus = await connect({ ...cluster.settings, 'metadata.max.age.ms': 100 })
  const options = { ...more, group, retry: { delays: [1500, 1500] }, consumer: attentive }
  await bus.handle(work, options, ({ key, value, attempt }) => {
    if (value === 0 && attempt <= 2) throw new Error('not yet')
    seen.push(`${key} ${value}`)
  })
  for (const key of keys) await bus.publish(work, { key, value: 0 })
  await eventually(async () => {
    const { values } = await cluster.readCommitted(firstTier)
    if (values.length < keys.length) throw new OperatingError('TEST_NOT_YET', 'they do not wait')
  })
  await grow(cluster, bus, work)
  await eventually(async () => {
    const ones = new Set(seen.filter((one) => one.endsWith(' 1')))
    if (ones.size < keys.length) throw new OperatingError('TEST_NOT_YET', 'not all are handled')
  }, 30_000)
  return { seen, firstTier }
}

/** What was handled first of each key. */
export function firstOfEach(seen: readonly string[]): readonly (string | undefined)[] {
  return keys.map((key) => seen.find((one) => one.startsWith(`${key} `)))
}
