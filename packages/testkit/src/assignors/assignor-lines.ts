import type { TopicPartitions } from '@barnabus/broker'

import type { RandomGroup } from './random-group.ts'

/** How Kafka's assignors are asked about `group`; see KafkaAssignors.java. */
export function questionOf(assignor: string, group: RandomGroup): string {
  const topics = [...group.topics].map(([id, count]) => `${id}=${count}`).join(',')
  const members = group.members.map(({ memberId, instanceId, topicIds, target }) =>
    [memberId, instanceId ?? '', [...topicIds].join(','), textOf(target)].join('/'),
  )
  const type = group.homogeneous ? 'homogeneous' : 'heterogeneous'
  return [assignor, type, topics, members.join(';')].join(' ')
}

/** What Kafka would answer, had it assigned this. */
export function answerOf(
  group: RandomGroup,
  assignment: ReadonlyMap<string, TopicPartitions>,
): string {
  return group.members
    .map(({ memberId }) => `${memberId}/${textOf(assignment.get(memberId) ?? new Map())}`)
    .join(';')
}

/** The assignment in an answer: by member, its partitions as `topic=partition`. */
export function assignmentIn(answer: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    answer.split(';').map((member) => {
      const [memberId = '', topics = ''] = member.split('/')
      return [memberId, topics === '' ? [] : topics.split(',').flatMap(partitionsIn)]
    }),
  )
}

function partitionsIn(topic: string): readonly string[] {
  const [id = '', numbers = ''] = topic.split('=')
  return numbers.split('.').map((number) => `${id}=${number}`)
}

function textOf(partitions: TopicPartitions): string {
  return [...partitions]
    .map(([id, numbers]) => `${id}=${[...numbers].toSorted((a, b) => a - b).join('.')}`)
    .toSorted()
    .join(',')
}
