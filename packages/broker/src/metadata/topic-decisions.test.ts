import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, errorCodeName, uuidFromBytes, type Uuid } from '@barnabus/protocol'

import { ImageState } from './image-state.ts'
import { TopicDecisions, type TopicDraft, type TopicTerms } from './topic-decisions.ts'

const id = (number: number): Uuid => uuidFromBytes(new Uint8Array(16).fill(number))

function terms(changes: Partial<TopicTerms> = {}): TopicTerms {
  let next = 0
  return {
    nodeIds: [1, 2, 3],
    partitionsDefault: 4,
    replicationFactorDefault: 2,
    partitionsMax: 100,
    newTopicId: () => id((next += 1)),
    configFault: (configs) => (configs.has('no.such') ? 'no.such does not exist' : undefined),
    ...changes,
  }
}

function draft(changes: Partial<TopicDraft> = {}): TopicDraft {
  return {
    name: 'orders',
    numPartitions: -1,
    replicationFactor: -1,
    assignments: [],
    configs: [],
    ...changes,
  }
}

function refusalOf(changes: Partial<TopicDraft>, image = new ImageState()): string {
  const creation = new TopicDecisions(image, terms()).create(draft(changes))
  return creation.kind === 'refused' ? errorCodeName(creation.errorCode) : 'accepted'
}

function imageWith(...names: string[]): ImageState {
  const image = new ImageState()
  for (const [index, name] of names.entries()) {
    const partitions = [[1, 2], [2, 3]] // prettier-ignore
    image.apply({ kind: 'topic-created', name, id: id(100 + index), partitions, configs: {} })
  }
  return image
}

test('a topic without numbers gets the defaults, its partitions led by the nodes in turn', () => {
  const creation = new TopicDecisions(new ImageState(), terms()).create(
    draft({ configs: [{ name: 'retention.ms', value: '5' }] }),
  )

  deepEqual(creation, {
    kind: 'accepted',
    record: {
      kind: 'topic-created',
      name: 'orders',
      id: id(1),
      partitions: [
        [1, 2],
        [2, 3],
        [3, 1],
        [1, 2],
      ],
      configs: { 'retention.ms': '5' },
    },
  })
})

test('topics of one partition are led by the nodes in turn, too', () => {
  const decisions = new TopicDecisions(new ImageState(), terms())
  const leaders = ['a', 'b', 'c', 'd'].map((name) => {
    const creation = decisions.create(draft({ name, numPartitions: 1, replicationFactor: 1 }))
    return creation.kind === 'accepted' && creation.record.partitions[0]?.[0]
  })

  deepEqual(leaders, [1, 2, 3, 1])
})

test('each mistake about a topic has the error that Kafka gives', () => {
  const assigned = (
    ...assignments: readonly [number, readonly number[]][]
  ): Partial<TopicDraft> => ({
    assignments: assignments.map(([partitionIndex, brokerIds]) => ({ partitionIndex, brokerIds })),
  })
  const image = imageWith('my.topic')
  deepEqual(
    {
      noName: refusalOf({ name: '' }),
      dot: refusalOf({ name: '..' }),
      long: refusalOf({ name: 'x'.repeat(250) }),
      almostLong: refusalOf({ name: 'x'.repeat(249) }),
      illegal: refusalOf({ name: 'a b' }),
      exists: refusalOf({ name: 'my.topic' }, image),
      collides: refusalOf({ name: 'my_topic' }, image),
      ownTopic: refusalOf({ name: '__cluster_metadata' }),
      noPartitions: refusalOf({ numPartitions: 0 }),
      negative: refusalOf({ numPartitions: -2 }),
      noReplicas: refusalOf({ replicationFactor: 0 }),
      manyReplicas: refusalOf({ replicationFactor: 4 }),
      allReplicas: refusalOf({ replicationFactor: 3 }),
      hugeCount: refusalOf({ numPartitions: 2_147_483_647 }),
      config: refusalOf({ configs: [{ name: 'no.such', value: '1' }] }),
      nullConfig: refusalOf({ configs: [{ name: 'retention.ms', value: null }] }),
      assignedAndCounted: refusalOf({ ...assigned([0, [1]]), numPartitions: 1 }),
      assignedAndReplicated: refusalOf({ ...assigned([0, [1]]), replicationFactor: 1 }),
      gap: refusalOf(assigned([0, [1]], [2, [1]])),
      twice: refusalOf(assigned([0, [1]], [0, [1]])),
      unknownBroker: refusalOf(assigned([0, [9]])),
      sameBroker: refusalOf(assigned([0, [1, 1]])),
      noBroker: refusalOf(assigned([0, []])),
      uneven: refusalOf(assigned([0, [1]], [1, [1, 2]])),
      assigned: refusalOf(assigned([1, [3, 1]], [0, [2, 3]])),
    },
    {
      noName: 'INVALID_TOPIC_EXCEPTION',
      dot: 'INVALID_TOPIC_EXCEPTION',
      long: 'INVALID_TOPIC_EXCEPTION',
      almostLong: 'accepted',
      illegal: 'INVALID_TOPIC_EXCEPTION',
      exists: 'TOPIC_ALREADY_EXISTS',
      collides: 'INVALID_TOPIC_EXCEPTION',
      ownTopic: 'INVALID_REQUEST',
      noPartitions: 'INVALID_PARTITIONS',
      negative: 'INVALID_PARTITIONS',
      noReplicas: 'INVALID_REPLICATION_FACTOR',
      manyReplicas: 'INVALID_REPLICATION_FACTOR',
      allReplicas: 'accepted',
      hugeCount: 'POLICY_VIOLATION',
      config: 'INVALID_CONFIG',
      nullConfig: 'INVALID_CONFIG',
      assignedAndCounted: 'INVALID_REQUEST',
      assignedAndReplicated: 'INVALID_REQUEST',
      gap: 'INVALID_REPLICA_ASSIGNMENT',
      twice: 'INVALID_REPLICA_ASSIGNMENT',
      unknownBroker: 'INVALID_REPLICA_ASSIGNMENT',
      sameBroker: 'INVALID_REPLICA_ASSIGNMENT',
      noBroker: 'INVALID_REPLICA_ASSIGNMENT',
      uneven: 'INVALID_REPLICA_ASSIGNMENT',
      assigned: 'accepted',
    },
  )
})

test('topics of one request count for each other: as many as fit, and no two that collide', () => {
  const decisions = new TopicDecisions(new ImageState(), terms({ partitionsMax: 5 }))
  const codes = ['a.b', 'a_b', 'c', 'd'].map((name, index) => {
    const creation = decisions.create(draft({ name, numPartitions: index === 0 ? 3 : 2 }))
    return creation.kind === 'refused' ? creation.errorCode : ErrorCode.none
  })

  const { none, invalidTopicException, policyViolation } = ErrorCode
  deepEqual(codes, [none, invalidTopicException, none, policyViolation])
})

test('partitions are added behind those that are there, with as many replicas', () => {
  const decisions = new TopicDecisions(imageWith('orders'), terms())
  const added = decisions.addPartitions({ name: 'orders', count: 4, assignments: null })

  const partitions = [[3, 1], [1, 2]] // prettier-ignore
  deepEqual(added, {
    kind: 'accepted',
    record: { kind: 'partitions-added', id: id(100), partitions },
  })
})

test('each mistake about more partitions has the error that Kafka gives', () => {
  const refusal = (count: number, brokerIds?: readonly (readonly number[])[], name = 'orders') => {
    const assignments = brokerIds?.map((ids) => ({ brokerIds: ids })) ?? null
    const decisions = new TopicDecisions(imageWith('orders'), terms())
    const creation = decisions.addPartitions({ name, count, assignments })
    return creation.kind === 'refused' ? errorCodeName(creation.errorCode) : 'accepted'
  }
  deepEqual(
    {
      unknown: refusal(3, undefined, 'nowhere'),
      same: refusal(2),
      fewer: refusal(1),
      negative: refusal(-1),
      tooMany: refusal(101),
      assignedTooFew: refusal(4, [[1, 2]]),
      assignedUneven: refusal(3, [[1]]),
      assigned: refusal(3, [[3, 2]]),
    },
    {
      unknown: 'UNKNOWN_TOPIC_OR_PARTITION',
      same: 'INVALID_PARTITIONS',
      fewer: 'INVALID_PARTITIONS',
      negative: 'INVALID_PARTITIONS',
      tooMany: 'POLICY_VIOLATION',
      assignedTooFew: 'INVALID_REPLICA_ASSIGNMENT',
      assignedUneven: 'INVALID_REPLICA_ASSIGNMENT',
      assigned: 'accepted',
    },
  )
})

test('what a refusal says names the topic and what is wrong with it', () => {
  const creation = new TopicDecisions(imageWith('my.topic'), terms()).create(
    draft({ name: 'my_topic' }),
  )
  const expected = 'Topic "my_topic" would collide with "my.topic": "." and "_" count as the same'
  equal(creation.kind === 'refused' && creation.message, expected)
})
