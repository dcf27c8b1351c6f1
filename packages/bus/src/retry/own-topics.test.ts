import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { Admin } from '@barnabus/client'
import { TestCluster } from '@barnabus/testkit'

import { connect, type Bus } from '../bus.ts'
import { topic } from '../topics/topic.ts'

describe('the topics of a group', () => {
  let cluster: TestCluster
  let bus: Bus
  let admin: Admin
  before(async () => {
    cluster = await TestCluster.start()
    bus = await connect(cluster.settings)
    admin = new Admin(cluster.settings)
  })
  after(async () => {
    await bus.close()
    await admin.close()
    await cluster[Symbol.asyncDispose]()
  })

  test('R14: they have as many partitions as the topic, also where they had fewer', async () => {
    const name = await cluster.makeTopic('work', 3)
    const [tier, dead] = [`${name}.few.retry.1`, `${name}.few.dead`]
    await admin.createTopics([{ topic: tier, partitions: 1 }])

    await bus.handle(topic(name), { group: 'few', retry: { delays: ['1s'] } }, () => undefined)
    const described = await admin.describeTopics([tier, dead])

    deepEqual(
      described.map(({ partitions }) => partitions.length),
      [3, 3],
    )
  })

  test('R16: one that may lose what waits in it is refused with a sentence', async () => {
    const name = await cluster.makeTopic('work')
    const tier = (group: string): string => `${name}.${group}.retry.1`
    const delays = ['2h'] as const
    await admin.createTopics([
      { topic: tier('compacted'), partitions: 1, configs: { 'cleanup.policy': 'compact' } },
      { topic: tier('short'), partitions: 1, configs: { 'retention.ms': 3_600_000 } },
    ])
    const handle = (group: string): Promise<unknown> =>
      bus.handle(topic(name), { group, retry: { delays } }, () => undefined)

    await rejects(handle('compacted'), {
      code: 'BUS_TOPIC_UNFIT',
      message: `Cannot use topic ${tier('compacted')}: cleanup.policy=compact may drop what it has to keep`,
    })
    await rejects(handle('short'), {
      code: 'BUS_TOPIC_UNFIT',
      message: `Cannot use topic ${tier('short')}: retention.ms=3600000 is less than messages may wait (10800000)`,
    })
  })

  test('options that cannot hold are refused with a sentence, and no group is joined', async () => {
    const name = await cluster.makeTopic('work')
    const refusals = [
      [{ group: '' }, 'a group needs a name'],
      [{ group: 'a/b' }, 'the names of topic and group must make the name of a topic together'],
      [{ group: 'g', retry: { delays: ['soon'] } }, '"soon" is no time span, such as "10s"'],
      [
        { group: 'g', delivery: 'at-most-once', retry: { delays: ['1s'] } },
        'a message that is handled at most once cannot be retried',
      ],
      [{ group: 'g', delivery: 'twice' }, 'there is no delivery "twice"'],
      [{ group: 'g', concurrency: 0 }, 'concurrency is at least 1'],
    ] as const
    for (const [options, reason] of refusals) {
      await rejects(
        bus.handle(topic(name), options as { group: string }, () => undefined),
        {
          code: 'BUS_POLICY_REFUSED',
          message: `Cannot handle ${name} as ${options.group}: ${reason}`,
        },
      )
    }

    const groups = await admin.listGroups()
    equal(groups.filter(({ groupId }) => ['g', 'a/b'].includes(groupId)).length, 0)
  })

  test('a topic that there is not is made with the defaults of the cluster', async () => {
    const name = cluster.name('none')

    await bus.handle(topic(name), { group: 'first' }, () => undefined)
    const [described] = await admin.describeTopics([name])

    equal(described!.partitions.length > 0, true)
  })
})
