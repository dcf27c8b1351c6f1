import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, zeroUuid, type Uuid } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

const unknownId = 'AAAAAAAAQAAAAAAAAAAAcw' as Uuid

/** Deletes in v6, and shows what each answer names and says. */
async function remove(
  connection: RawConnection,
  ...topics: readonly { readonly name: string | null; readonly topicId: Uuid }[]
): Promise<(readonly [string | null, Uuid, number])[]> {
  const { responses } = await connection.send(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 1000 })
  return responses.map(({ name, topicId, errorCode }) => [name, topicId, errorCode])
}

const named = (name: string): { name: string; topicId: Uuid } => ({ name, topicId: zeroUuid })

test('topics are deleted by name or by id, and the answer names both', async () => {
  await using broker = await InProcessBroker.start()
  const [a, b] = [await broker.makeTopic('a'), await broker.makeTopic('b')]
  const connection = await broker.connect()

  deepEqual(await remove(connection, named('a'), { name: null, topicId: b.id }), [
    ['a', a.id, ErrorCode.none],
    ['b', b.id, ErrorCode.none],
  ])
  const { topics } = await connection.send(ApiKey.Metadata, 12, { topics: null })
  deepEqual(topics, [])
})

test('a topic of the same name is another one, also after a restart', async () => {
  await using broker = await InProcessBroker.start()
  const first = await broker.makeTopic('a', 3)
  await broker.deleteTopic(first)
  const second = await broker.makeTopic('a', 2)
  notEqual(second.id, first.id)

  await broker.restart()
  const connection = await broker.connect()
  const { topics } = await connection.send(ApiKey.Metadata, 12, { topics: null })

  deepEqual(
    topics.map(({ name, topicId, partitions }) => [name, topicId, partitions.length]),
    [['a', second.id, 2]],
  )
})

test('what cannot be deleted is told apart, each with its own error', async () => {
  await using broker = await InProcessBroker.start()
  const [a, b] = [await broker.makeTopic('a'), await broker.makeTopic('b')]
  const connection = await broker.connect()
  const { invalidRequest, none, unknownTopicId, unknownTopicOrPartition } = ErrorCode

  deepEqual(
    await remove(
      connection,
      named('nowhere'),
      { name: null, topicId: unknownId },
      { name: null, topicId: zeroUuid },
      { name: 'a', topicId: a.id },
      named('b'),
    ),
    [
      ['nowhere', zeroUuid, unknownTopicOrPartition],
      [null, unknownId, unknownTopicId],
      [null, zeroUuid, invalidRequest],
      ['a', a.id, invalidRequest],
      ['b', b.id, none],
    ],
  )
})

test('a topic that is named twice, in whatever way, stays', async () => {
  await using broker = await InProcessBroker.start()
  const { id } = await broker.makeTopic('a')
  const connection = await broker.connect()
  const byId = { name: null, topicId: id }

  deepEqual(await remove(connection, named('a'), named('a')), [
    ['a', zeroUuid, ErrorCode.invalidRequest],
  ])
  deepEqual(await remove(connection, byId, named('a')), [
    [null, id, ErrorCode.invalidRequest],
    ['a', zeroUuid, ErrorCode.invalidRequest],
  ])
  deepEqual(await remove(connection, byId), [['a', id, ErrorCode.none]])
})

test('where deleting is switched off, old clients hear it in the way they know', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'delete.topic.enable': 'false' } })
  const topic = await broker.makeTopic('a')
  const connection = await broker.connect()
  const old = await connection.send(ApiKey.DeleteTopics, 2, { topicNames: ['a'], timeoutMs: 1 })

  equal(old.responses[0]?.errorCode, ErrorCode.invalidRequest)
  deepEqual(await remove(connection, { name: null, topicId: topic.id }), [
    [null, topic.id, ErrorCode.topicDeletionDisabled],
  ])
})
