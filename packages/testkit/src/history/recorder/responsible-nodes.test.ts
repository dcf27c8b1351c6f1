import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { freePorts } from '../../engines/free-ports.ts'
import { InProcessBroker } from '../../in-process-broker.ts'
import { committedOffsets, offsetFor } from './broker-questions.ts'
import { historyTopic, keyOf } from './keys.ts'
import { ResponsibleNodes } from './responsible-nodes.ts'

const settings = { 'barnabus.nodes': '3' }
const keys = [0, 1, 2].map(keyOf)

test('of several nodes, the one is asked that leads a partition or coordinates a group', async () => {
  await using broker = await InProcessBroker.start({ settings })
  await broker.makeTopic(historyTopic, keys.length)
  const nodes = await ResponsibleNodes.open(broker.address())

  for (const key of keys) equal(await offsetFor(await nodes.leaderOf(key), key, -1), 0)
  for (const group of ['one', 'two', 'three', 'four', 'five', 'six']) {
    deepEqual(await committedOffsets(await nodes.coordinatorOf(group), group, keys), {})
  }
  nodes.close()
})

test('a node that is down is passed over', async () => {
  await using broker = await InProcessBroker.start({ settings })
  await broker.makeTopic(historyTopic)
  const [nobody] = await freePorts(1)

  const nodes = await ResponsibleNodes.open(`127.0.0.1:${nobody},${broker.address()}`)
  equal(await offsetFor(await nodes.leaderOf(keyOf(0)), keyOf(0), -1), 0)
  nodes.close()
})

test('what nobody leads or knows is refused', async () => {
  await using broker = await InProcessBroker.start()
  await rejects(ResponsibleNodes.open(broker.address()), { code: 'TESTKIT_BROKER_REFUSED' })

  await broker.makeTopic(historyTopic)
  const nodes = await ResponsibleNodes.open(broker.address())
  await rejects(nodes.leaderOf(keyOf(7)), { code: 'TESTKIT_BROKER_REFUSED' })
  nodes.close()
})
