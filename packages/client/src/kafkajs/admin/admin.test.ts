import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster, writeValues } from '@barnabus/testkit'

import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  AssignerProtocol,
  ConfigResourceTypes,
  ConfigSource,
  Kafka,
  KafkaJSAggregateError,
  KafkaJSCreateTopicError,
  KafkaJSDeleteGroupsError,
  KafkaJSProtocolError,
  ResourcePatternTypes,
  logLevel,
  type Admin,
} from '../index.ts'

describe('an administrator in the shape of kafkajs', () => {
  let kafka: TestCluster
  let client: Kafka
  let admin: Admin
  before(async () => {
    kafka = await TestCluster.start()
    const brokers = kafka.bootstrapServers.split(',')
    client = new Kafka({ clientId: 'my-app', brokers, logLevel: logLevel.NOTHING })
    admin = client.admin()
    await admin.connect()
  })
  after(async () => {
    await admin.disconnect()
    await kafka[Symbol.asyncDispose]()
  })

  /** Every broker has heard of it. */
  async function makeTopic(prefix: string, numPartitions = 1, configs: object = {}) {
    const topic = kafka.name(prefix)
    const configEntries = Object.entries(configs).map(([name, value]) => ({
      name,
      value: String(value),
    }))
    await admin.createTopics({ topics: [{ topic, numPartitions, configEntries }] })
    return topic
  }

  test('makes, lists, describes and deletes topics', async () => {
    const topic = kafka.name('made')
    const configEntries = [{ name: 'retention.ms', value: '86400000' }]
    const topics = [{ topic, numPartitions: 2, replicationFactor: 1, configEntries }]

    equal(await admin.createTopics({ topics, validateOnly: true }), true)
    equal((await admin.listTopics()).includes(topic), false)
    equal(await admin.createTopics({ topics, waitForLeaders: true }), true)
    equal(await admin.createTopics({ topics }), false, 'it is there already')
    ok((await admin.listTopics()).includes(topic))
    await admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] })

    const metadata = async () => (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]!
    let found = await metadata()
    while (found.partitions.length < 3) found = await metadata() // Brokers hear of it one by one.
    deepEqual(
      found.partitions.map(({ partitionId, leader, isr }) => [partitionId, isr.includes(leader)]),
      [
        [0, true],
        [1, true],
        [2, true],
      ],
    )
    ok((await admin.fetchTopicMetadata()).topics.some(({ name }) => name === topic))
    await admin.deleteTopics({ topics: [topic] })
    await rejects(admin.deleteTopics({ topics: [topic] }), (error: unknown) => {
      ok(error instanceof KafkaJSProtocolError)
      deepEqual([error.type, error.code], ['UNKNOWN_TOPIC_OR_PARTITION', 3])
      return true
    })
  })

  test('a topic that cannot be made is named', async () => {
    const [there, wrong] = [await makeTopic('there'), kafka.name('wrong')]
    const topics = [{ topic: there }, { topic: wrong, replicationFactor: 100 }]
    await rejects(admin.createTopics({ topics }), (error: unknown) => {
      ok(error instanceof KafkaJSAggregateError)
      const found = error.errors.map((one) => {
        ok(one instanceof KafkaJSCreateTopicError)
        return [one.topic, one.type]
      })
      deepEqual(found, [
        [there, 'TOPIC_ALREADY_EXISTS'],
        [wrong, 'INVALID_REPLICATION_FACTOR'],
      ])
      return true
    })
    const twice = [{ topic: wrong }, { topic: wrong }]
    await rejects(admin.createTopics({ topics: twice }), /multiple entries for the same topic/)
  })

  test('replicas can be chosen for each partition', async () => {
    const topic = kafka.name('assigned')
    const { brokers, controller, clusterId } = await admin.describeCluster()
    const [first] = brokers
    const replicasOf = (partition: number) => [brokers[partition % brokers.length]!.nodeId]
    ok(brokers.some(({ nodeId }) => nodeId === controller))
    ok(clusterId !== '' && first!.host !== '' && first!.port > 0)

    const replicaAssignment = [1, 0].map((partition) => ({
      partition,
      replicas: replicasOf(partition),
    }))
    await admin.createTopics({ topics: [{ topic, replicaAssignment }] })

    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
    deepEqual(
      topics[0]?.partitions.map(({ replicas }) => replicas),
      [replicasOf(0), replicasOf(1)],
    )
  })

  test('tells the ends of partitions, and where a time begins', async () => {
    const topic = await makeTopic('ends', 2)
    const producer = client.producer()
    await producer.connect()
    const messages = ['10', '20', '30'].map((timestamp) => ({
      partition: 1,
      value: 'x',
      timestamp,
    }))
    await producer.send({ topic, messages })
    await producer.disconnect()

    deepEqual(await admin.fetchTopicOffsets(topic), [
      { partition: 0, offset: '0', high: '0', low: '0' },
      { partition: 1, offset: '3', high: '3', low: '0' },
    ])
    deepEqual(await admin.fetchTopicOffsetsByTimestamp(topic, 15), [
      { partition: 0, offset: '0' },
      { partition: 1, offset: '1' },
    ])
    deepEqual(await admin.fetchTopicOffsetsByTimestamp(topic, 99), [
      { partition: 0, offset: '0' },
      { partition: 1, offset: '3' },
    ])
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 1, offset: '2' }] })
    equal((await admin.fetchTopicOffsets(topic))[1]?.low, '2')
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 1, offset: '-1' }] })
    equal((await admin.fetchTopicOffsets(topic))[1]?.low, '3')
  })

  test('sets, resets and tells what a group has committed', async () => {
    const [topic, groupId] = [await makeTopic('offsets', 2), kafka.name('group')]
    await writeValues(kafka, { topic, partition: 1 }, ['a', 'b'])
    const offsets = async (): Promise<readonly string[]> => {
      const [found] = await admin.fetchOffsets({ groupId, topics: [topic] })
      return found!.partitions.map(({ offset }) => offset)
    }

    deepEqual(await offsets(), ['-1', '-1'])
    await admin.setOffsets({ groupId, topic, partitions: [{ partition: 1, offset: '1' }] })
    deepEqual(await offsets(), ['-1', '1'])
    deepEqual(await admin.fetchOffsets({ groupId }), [
      { topic, partitions: [{ partition: 1, offset: '1', metadata: null }] },
    ])
    await admin.resetOffsets({ groupId, topic, earliest: true })
    deepEqual(await offsets(), ['0', '0'])
    await admin.resetOffsets({ groupId, topic, earliest: false })
    deepEqual(await offsets(), ['0', '2'])
    const other = kafka.name('group')
    await admin.fetchOffsets({ groupId: other, topics: [topic], resolveOffsets: true })
    const [resolved] = await admin.fetchOffsets({ groupId: other, topics: [topic] })
    deepEqual(
      resolved?.partitions.map(({ offset }) => offset),
      ['0', '2'],
    )
  })

  test('tells of groups, and deletes those that nobody is in', async () => {
    const [topic, groupId] = [await makeTopic('groups', 2), kafka.name('group')]
    const consumer = client.consumer({ groupId })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({ eachMessage: async () => undefined })

    const { groups } = await admin.describeGroups([groupId, kafka.name('nobody')])
    deepEqual(
      groups.map(({ state, protocol, members }) => [state, protocol, members.length]),
      [
        ['Stable', 'RoundRobinAssigner', 1],
        ['Dead', '', 0],
      ],
    )
    const [member] = groups[0]!.members
    equal(member?.clientId, 'my-app')
    const assignment = AssignerProtocol.MemberAssignment.decode(member.memberAssignment)
    deepEqual(assignment?.assignment, { [topic]: [0, 1] })
    deepEqual(AssignerProtocol.MemberMetadata.decode(member.memberMetadata)?.topics, [topic])
    equal((await consumer.describeGroup()).members[0]?.memberId, member.memberId)
    ok((await admin.listGroups()).groups.some((group) => group.groupId === groupId))
    await rejects(
      admin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: '0' }] }),
      /must have no running instances, current state: Stable/,
    )
    await rejects(admin.deleteGroups([groupId]), (error: unknown) => {
      ok(error instanceof KafkaJSDeleteGroupsError)
      deepEqual([error.groups[0]?.groupId, error.groups[0]?.errorCode], [groupId, 68])
      return true
    })

    await consumer.disconnect()
    deepEqual(await admin.deleteGroups([groupId]), [{ groupId, errorCode: 0 }])
  })

  test('tells settings and changes them, all of a resource at once', async () => {
    const topic = await makeTopic('configs', 1, { 'retention.ms': '1000' })
    const resource = { type: ConfigResourceTypes.TOPIC, name: topic }
    const settings = async (): Promise<readonly unknown[]> => {
      const configNames = ['retention.ms', 'max.message.bytes']
      const { resources } = await admin.describeConfigs({
        resources: [{ ...resource, configNames }],
        includeSynonyms: true,
      })
      const { configEntries } = resources[0]!
      return configEntries
        .filter(({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG)
        .map(({ configName, configValue, configSynonyms }) => [
          configName,
          configValue,
          configSynonyms[0]?.configValue,
        ])
    }
    deepEqual(await settings(), [['retention.ms', '1000', '1000']])

    const configEntries = [{ name: 'max.message.bytes', value: '2000' }]
    await admin.alterConfigs({ validateOnly: true, resources: [{ ...resource, configEntries }] })
    deepEqual(await settings(), [['retention.ms', '1000', '1000']])
    await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] })

    let found = await settings()
    while (String(found).startsWith('retention.ms')) found = await settings() // Brokers hear of it.
    deepEqual(found, [['max.message.bytes', '2000', '2000']])
    await rejects(admin.describeConfigs({ resources: [] }), /cannot be empty/)
    await rejects(
      admin.describeConfigs({ resources: [{ type: 3, name: topic }] }),
      /Invalid resource type 3/,
    )
  })

  test('partitions can be moved, where the broker can do it', async () => {
    const topic = await makeTopic('moves')
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
    const { replicas } = topics[0]!.partitions[0]!
    const partitionAssignment = [{ partition: 0, replicas }]
    const move = admin.alterPartitionReassignments({ topics: [{ topic, partitionAssignment }] })
    const list = admin.listPartitionReassignments({ topics: [{ topic, partitions: [0] }] })

    if (kafka.broker === undefined) await move
    else await rejects(move, { name: 'KafkaJSServerDoesNotSupportApiKey' })
    deepEqual(await list, { topics: [] })
  })

  test('what a cluster without access control says of ACLs arrives', async () => {
    const acl = {
      resourceType: AclResourceTypes.TOPIC,
      resourceName: kafka.name('secret'),
      resourcePatternType: ResourcePatternTypes.LITERAL,
      principal: 'User:bob',
      host: '*',
      operation: AclOperationTypes.ALL,
      permissionType: AclPermissionTypes.DENY,
    }
    for (const attempt of [
      () => admin.createAcls({ acl: [acl] }),
      () => admin.describeAcls(acl),
      () => admin.deleteAcls({ filters: [acl] }),
    ]) {
      await rejects(attempt(), (error: unknown) => {
        ok(error instanceof Error && error.name.startsWith('KafkaJS'), String(error))
        return true
      })
    }
  })

  test('says that it must be connected first', async () => {
    const another = client.admin()
    await rejects(another.listTopics(), /not connected: call connect/)
    const heard: string[] = []
    another.on(another.events.CONNECT, ({ type }) => heard.push(type))
    another.on(another.events.DISCONNECT, ({ type }) => heard.push(type))
    await another.connect()
    await another.disconnect()
    deepEqual(heard, ['admin.connect', 'admin.disconnect'])
  })
})
