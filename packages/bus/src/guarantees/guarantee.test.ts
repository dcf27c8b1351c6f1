import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

test('each flow says what it promises, and which part is the weakest', async () => {
  await using cluster = await TestCluster.start()
  const [risky, once] = [await cluster.makeTopic('risky'), await cluster.makeTopic('once')]
  const results = topic<string>(await cluster.makeTopic('results'))
  await using bus = await connect(cluster.settings)
  const most = { group: cluster.name('g'), delivery: 'at-most-once' } as const
  const exact = { group: cluster.name('h'), delivery: 'exactly-once' } as const
  await bus.handle(topic(risky), most, () => undefined)
  await bus.handle(topic(once), exact, (_message, context) =>
    context.publish(results, { value: 'done' }),
  )
  await bus.publish(topic(once), { value: 'work' })
  await eventually(async () => {
    const { values } = await cluster.readCommitted(results.name)
    if (values.length === 0) throw new OperatingError('TEST_NOT_YET', 'it is not handled yet')
  })
  const [first, second] = await bus.guarantees()

  deepEqual([first!.topic, first!.delivery], [risky, 'at-most-once'])
  deepEqual([first!.weakest.part, first!.weakest.risk], ['handler', 'not handled'])
  deepEqual([second!.topic, second!.delivery], [once, 'exactly-once'])
  equal(
    second!.links.some(({ part, name }) => part === 'sink' && name === results.name),
    true,
  )
  const [source] = second!.links
  match(source!.holds, /copy|copies|replicas/)
  equal(second!.weakest.risk, source!.risk, 'the handler leaves nothing open')
})
