import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { FailedItemsError } from '../../errors/failed-items-error.ts'
import { Admin } from '../admin.ts'
import { untilItIsSo } from '../asking/until-it-is-so.fixture.ts'

describe('topics', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('a topic is made as it is asked for, and is found at once by any client', async () => {
    await using admin = new Admin(kafka.settings)
    const topic = kafka.name('orders')

    const configs = { 'retention.ms': '86400000', 'cleanup.policy': 'compact' }
    const [made] = await admin.createTopics([{ topic, partitions: 3, configs }])

    equal(made?.topic, topic)
    equal(made.partitions, 3)
    equal(made.configs.get('retention.ms'), '86400000')
    await using other = new Admin(kafka.settings)
    const [described] = await other.describeTopics([topic])
    equal(described?.topicId, made.topicId)
    deepEqual(
      described?.partitions.map(({ partition }) => partition),
      [0, 1, 2],
    )
    ok(described.partitions.every(({ leader, inSyncReplicas }) => leader && inSyncReplicas.length))
  })

  test('whichever broker is asked next, it knows the new topic and its leaders', async () => {
    await using admin = new Admin(kafka.settings)
    for (let round = 0; round < 5; round += 1) {
      const topic = kafka.name('known')
      await admin.createTopics([{ topic, partitions: 6 }])

      const others = kafka.bootstrapServers
        .split(',')
        .map((server) => new Admin({ 'bootstrap.servers': server }))
      const seen = await Promise.all(others.map((other) => other.describeTopics([topic])))
      for (const other of others) await other.close()
      ok(seen.every(([found]) => found?.partitions.every(({ leader }) => leader !== undefined)))
    }
  })

  test('each topic that failed is named, and the others are made', async () => {
    await using admin = new Admin(kafka.settings)
    const [there, fresh] = [kafka.name('there'), kafka.name('fresh')]
    await admin.createTopics([{ topic: there }])

    const topics = [{ topic: there }, { topic: fresh }, { topic: 'no/slash' }]
    const error = await failureOf(admin.createTopics(topics))

    deepEqual(Array.from(error.errors.keys()), [there, 'no/slash'])
    equal(error.errors.get(there)?.errorName, 'TOPIC_ALREADY_EXISTS')
    equal(error.errors.get('no/slash')?.errorName, 'INVALID_TOPIC_EXCEPTION')
    equal(error.errorName, 'TOPIC_ALREADY_EXISTS')
    deepEqual(Array.from(error.results.keys()), [fresh])
    ok(error.message.includes('2 of 3 failed'), error.message)
  })

  test('a topic that is only tried is not made', async () => {
    await using admin = new Admin(kafka.settings)
    const topic = kafka.name('tried')

    await admin.createTopics([{ topic, partitions: 2 }], { validateOnly: true })

    await rejects(admin.describeTopics([topic]), { errorName: 'UNKNOWN_TOPIC_OR_PARTITION' })
  })

  test('topics are described and deleted by their ids, too', async () => {
    await using admin = new Admin(kafka.settings)
    const [byId, byName] = [kafka.name('by-id'), kafka.name('by-name')]
    const [made] = await admin.createTopics([{ topic: byId }, { topic: byName }])
    const topicId = made!.topicId!

    const descriptions = await admin.describeTopics([byName, { topicId }])
    deepEqual(
      descriptions.map(({ topic }) => topic),
      [byName, byId],
    )
    await admin.deleteTopics([byName, { topicId }])

    await untilItIsSo(async () => {
      const left = await admin.listTopics()
      return !left.some(({ topic }) => topic === byId || topic === byName)
    })
    await rejects(admin.deleteTopics([byName]), { errorName: 'UNKNOWN_TOPIC_OR_PARTITION' })
    await rejects(admin.deleteTopics([{ topicId: 'none' }]), { code: 'CLIENT_ARGUMENT_REFUSED' })
  })

  test('listed are the topics that are there, and internal ones only when asked for', async () => {
    await using admin = new Admin(kafka.settings)
    const topic = kafka.name('listed')
    await admin.createTopics([{ topic }])

    const listed = await admin.listTopics()

    ok(listed.some((found) => found.topic === topic))
    ok(listed.every(({ isInternal }) => !isInternal))
  })

  test('what a client may do with a topic is told when asked for', async () => {
    await using admin = new Admin(kafka.settings)
    const topic = kafka.name('allowed')
    await admin.createTopics([{ topic }])

    const [plain] = await admin.describeTopics([topic])
    const [asked] = await admin.describeTopics([topic], { includeAuthorizedOperations: true })

    equal(plain?.authorizedOperations, undefined)
    ok(asked?.authorizedOperations?.includes('WRITE'))
  })

  test('a closed administrator says so', async () => {
    const admin = new Admin(kafka.settings)
    await admin.close()

    await rejects(admin.listTopics(), { code: 'CLIENT_CLOSED' })
  })
})

async function failureOf(call: Promise<unknown>): Promise<FailedItemsError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  ok(error instanceof FailedItemsError, String(error))
  return error
}
