import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey, ErrorCode, type ConsumerGroupDescribeResponse } from '@barnabus/protocol'
import { TestCluster } from '@barnabus/testkit'

import { brokerError } from '../errors/kafka-error.ts'
import { makeTopicNamed } from './admin-requests.fixture.ts'
import type { GroupToAssign, PartitionAssignor } from './assignors/partition-assignor.ts'
import { TestGroup, until, type GroupSettings, type TestMember } from './test-group.fixture.ts'

const patternOfBroker = { kind: 'broker-pattern', pattern: 'a.*' } as const
const consumerProtocol: GroupSettings = { 'group.protocol': 'consumer' }

describe('a member', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('of a classic group says as often that it lives as heartbeat.interval.ms says', async () => {
    const topic = await kafka.makeTopic('beats', 1)
    await using group = new TestGroup(kafka)
    const often = group.member('often', { 'heartbeat.interval.ms': 50 })
    const seldom = group.member('seldom', { 'heartbeat.interval.ms': 1000 })
    for (const member of [often, seldom]) subscribe(member, topic)
    await group.shared([0, 1])

    await group.beats(often, 10)

    ok(seldom.cluster.heartbeats < 5, `${seldom.cluster.heartbeats}`)
  })

  test('is missed after session.timeout.ms', async () => {
    const topic = await kafka.makeTopic('session', 2)
    await using group = new TestGroup(kafka)
    const patient = group.member('patient', { 'session.timeout.ms': 30_000 })
    const stays = group.member('stays')
    for (const member of [patient, stays]) subscribe(member, topic)
    await group.shared([1, 1])

    patient.kill()
    await group.beats(stays, 17) // Longer than the sessions of all the others.

    equal(stays.group.assignment.length, 1)
  })

  test('uses the strategy that all members have, in the order of its list', async () => {
    const topic = await kafka.makeTopic('common', 4)
    const used: string[] = []
    const spy = (name: string): PartitionAssignor => ({
      name,
      protocols: ['eager'],
      assign: ({ members, topics }: GroupToAssign) => {
        used.push(name)
        const partitions = (topics.get(topic) ?? []).map(({ partition }) => ({ topic, partition }))
        return new Map(
          members.map(({ memberId }, i) => [memberId, { partitions: i === 0 ? partitions : [] }]),
        )
      },
    })
    const assignors = [spy('ours'), spy('theirs')]
    await using group = new TestGroup(kafka)
    const a = group.member('a', strategies('ours', 'theirs'), { assignors })
    subscribe(a, topic)
    await group.shared([4])
    const b = group.member('b', strategies('theirs', 'range'), { assignors })
    subscribe(b, topic)
    await until('a common strategy is used', () => used.includes('theirs'))
    await group.shared([0, 4])

    equal(used[0], 'ours')
  })

  test('without a strategy in common is refused, for good', async () => {
    const topic = await kafka.makeTopic('apart', 1)
    await using group = new TestGroup(kafka)
    const a = group.member('a', strategies('range'))
    subscribe(a, topic)
    await group.shared([1])

    const b = group.member('b', strategies('roundrobin'))
    subscribe(b, topic)
    await until('refused', () => b.group.failure !== undefined)

    equal(b.group.failure?.errorName, 'INCONSISTENT_GROUP_PROTOCOL')
  })

  test('whose assignor throws, or breaks the rules, fails with that', async () => {
    const topic = await kafka.makeTopic('wrong', 1)
    const broken: PartitionAssignor = {
      name: 'broken',
      protocols: ['eager'],
      assign: () => {
        throw new RangeError('out of ideas')
      },
    }
    await using group = new TestGroup(kafka)
    const a = group.member('a', strategies('broken'), { assignors: [broken] })

    subscribe(a, topic)
    await until('it fails', () => a.group.failure !== undefined)

    equal(a.group.failure?.code, 'CLIENT_ASSIGNOR_FAILED')
    ok(a.group.failure?.cause instanceof RangeError)
  })

  test('hears of what it was given in its own assignor, and says what it wants there', async () => {
    const topic = await kafka.makeTopic('own', 1)
    const heard: unknown[] = []
    const own: PartitionAssignor = {
      name: 'own',
      protocols: ['eager'],
      subscriptionUserData: (topics) => Buffer.from(`wants ${topics.join()}`),
      assign: ({ members }) => {
        const [member] = members
        const userData = Buffer.from(`heard ${Buffer.from(member!.userData!).toString()}`)
        return new Map([[member!.memberId, { partitions: [{ topic, partition: 0 }], userData }]])
      },
      onAssignment: ({ userData }, { generationId }) => {
        heard.push(Buffer.from(userData!).toString(), generationId)
      },
    }
    await using group = new TestGroup(kafka)
    const a = group.member('a', strategies('own'), { assignors: [own] })
    subscribe(a, topic)
    await group.shared([1])

    deepEqual(heard, [`heard wants ${topic}`, a.group.metadata.generationId])
  })

  test('of a classic group finds a topic that is made after it was wanted', async () => {
    const topic = kafka.name('later')
    await using group = new TestGroup(kafka)
    const a = group.member('a')
    subscribe(a, topic)
    await until('a member', () => a.group.isStable)

    await makeTopicNamed(a.cluster, topic, 3)

    await group.shared([3])
  })

  test('with a pattern leaves internal topics out, unless exclude.internal.topics is false', async () => {
    await using group = new TestGroup(kafka)
    await using other = new TestGroup(kafka)
    const [without, withInternal] = [
      group.member('without'),
      other.member('with', { 'exclude.internal.topics': false }),
    ]
    const pattern = /^__consumer_offsets$/
    without.group.subscribe({ kind: 'pattern', pattern })
    await until('a group makes the internal topic', () => without.group.isStable)
    withInternal.group.subscribe({ kind: 'pattern', pattern })
    await until('it has the internal topic', () => withInternal.group.assignment.length > 0)

    equal(without.group.assignment.length, 0)
  })

  test('asks for a rebalance, and gets one', async () => {
    const topic = await kafka.makeTopic('enforced', 1)
    await using group = new TestGroup(kafka)
    const a = group.member('a')
    subscribe(a, topic)
    await group.shared([1])
    const { generationId } = a.group.metadata

    a.group.enforceRebalance('to see whether it can')
    await until('another generation', () => a.group.metadata.generationId > generationId)
    await group.shared([1])
  })

  test('believes a refused commit only if that was its own, as it is now', async () => {
    const topic = await kafka.makeTopic('noticed', 1)
    await using group = new TestGroup(kafka)
    const a = group.member('a', { 'heartbeat.interval.ms': 2000 })
    subscribe(a, topic)
    await group.shared([1])
    group.takeEvents()
    const { metadata } = a.group
    const refused = brokerError(ErrorCode.illegalGeneration, 'commit')

    a.group.notice(refused, { ...metadata, generationId: metadata.generationId - 1 })
    equal(a.group.isStable, true)
    a.group.notice(refused, metadata)
    equal(a.group.isStable, false)
    await group.shared([1])

    deepEqual(group.takeEvents(), [`a !${topic}-0`, `a +${topic}-0`])
    equal(a.group.metadata.memberId, metadata.memberId) // It is known still.
  })

  test('that is static and led the group comes back to what it had', async () => {
    const topic = await kafka.makeTopic('leader', 4)
    await using group = new TestGroup(kafka)
    const settings = { 'group.instance.id': 'leader', 'session.timeout.ms': 20_000 }
    const leader = group.member('leader', settings)
    subscribe(leader, topic)
    await group.shared([4])
    const other = group.member('other')
    subscribe(other, topic)
    await group.shared([2, 2])
    const had = Array.from(leader.owned).toSorted()
    const { generationId } = other.group.metadata
    await leader.close()

    const again = group.member('again', { ...settings, 'metadata.max.age.ms': 500 })
    subscribe(again, topic)
    await group.shared([2, 2], [again, other])
    deepEqual(Array.from(again.owned).toSorted(), had)
    equal(other.group.metadata.generationId, generationId)
  })

  test('gets from group.remote.assignor what it asks for, or a failure', async () => {
    const topic = await kafka.makeTopic('remote', 4)
    await using group = new TestGroup(kafka, consumerProtocol)
    const a = group.member('a', { 'group.remote.assignor': 'range' })
    subscribe(a, topic)
    await group.shared([4])
    await using other = new TestGroup(kafka, consumerProtocol)
    const b = other.member('b', { 'group.remote.assignor': 'nearest' })
    subscribe(b, topic)
    await until('refused', () => b.group.failure !== undefined)

    equal(await assignorOf(a), 'range')
    equal(b.group.failure?.errorName, 'UNSUPPORTED_ASSIGNOR')
    equal(a.group.failure, undefined)
  })

  test('is told of topics that match a pattern of the broker', async () => {
    const prefix = kafka.name('broker')
    await using group = new TestGroup(kafka, consumerProtocol)
    const a = group.member('a')
    await makeTopicNamed(a.cluster, `${prefix}-x`, 2)
    await makeTopicNamed(a.cluster, `${prefix}-z`, 1)
    a.group.subscribe({ kind: 'broker-pattern', pattern: `${prefix}-[xy]` })
    await group.shared([2])

    a.group.subscribe({ kind: 'topics', topics: [`${prefix}-z`] })
    await group.shared([1])
    a.group.subscribe({ kind: 'broker-pattern', pattern: `${prefix}-[xy]` })
    await group.shared([2])

    ok(a.group.assignment.every(({ topic }) => topic === `${prefix}-x`))
  })

  test('with a pattern that the broker cannot read fails for good', async () => {
    await using group = new TestGroup(kafka, consumerProtocol)
    const a = group.member('a')
    a.group.subscribe({ kind: 'broker-pattern', pattern: '(' })
    await until('refused', () => a.group.failure !== undefined)

    equal(a.group.failure?.errorName, 'INVALID_REGULAR_EXPRESSION')
    const told: string[] = []
    a.group.onFailure(({ errorName }) => told.push(errorName))
    deepEqual(told, ['INVALID_REGULAR_EXPRESSION'])
  })

  test('says in which rack it is', async () => {
    const topic = await kafka.makeTopic('rack', 1)
    const racks = new Set<string | undefined>() // The group is divided anew if the topic was not seen yet.
    const spy: PartitionAssignor = {
      name: 'spy',
      protocols: ['eager'],
      assign: ({ members }) => {
        for (const { rackId } of members) racks.add(rackId)
        return new Map()
      },
    }
    await using classic = new TestGroup(kafka)
    const settings = { ...strategies('spy'), 'client.rack': 'west' }
    const a = classic.member('a', settings, { assignors: [spy] })
    subscribe(a, topic)
    await until('a member', () => a.group.isStable)
    await using group = new TestGroup(kafka, consumerProtocol)
    const b = group.member('b', { 'client.rack': 'east' })
    subscribe(b, topic)
    await group.shared([1])

    deepEqual([...racks], ['west'])
    equal((await describedMember(b)).rackId, 'east')
  })
})

test('what cannot be is refused at once', async () => {
  await using kafka = await TestCluster.start()
  await using group = new TestGroup(kafka)

  throws(() => group.member('a').group.subscribe(patternOfBroker), /needs group.protocol=consumer/)
  throws(() => group.member('b', strategies('nearest')), { errorName: 'INVALID_CONFIG' })
})

function subscribe({ group }: TestMember, ...topics: readonly string[]): void {
  group.subscribe({ kind: 'topics', topics })
}

function strategies(...names: readonly string[]): GroupSettings {
  return { 'partition.assignment.strategy': names }
}

async function assignorOf(member: TestMember): Promise<string | undefined> {
  return (await describeGroup(member)).assignorName
}

async function describedMember(member: TestMember): Promise<{ readonly rackId: string | null }> {
  const [found] = (await describeGroup(member)).members
  ok(found)
  return found
}

type DescribedGroup = ConsumerGroupDescribeResponse['groups'][number]

async function describeGroup({ cluster, group }: TestMember): Promise<DescribedGroup> {
  const { groupId } = group.metadata
  return await cluster.ask({
    action: 'describe the group',
    to: { coordinator: 'group', key: groupId },
    api: ApiKey.ConsumerGroupDescribe,
    request: () => ({ groupIds: [groupId], includeAuthorizedOperations: false }),
    read: ({ groups }) => groups[0]!,
  })
}
