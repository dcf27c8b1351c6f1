import { Buffer } from 'node:buffer'

import type { GroupToAssign, MemberAssignment, TopicPartition } from '@barnabus/client'

/** How the assignors of Kafka's own consumer are asked about `group`; see ClientAssignors.java. */
export function clientQuestionOf(assignor: string, { topics, members }: GroupToAssign): string {
  const racks = Array.from(topics, ([topic, partitions]) => {
    const texts = partitions.map((partition) => Array.from(partition.racks).join('+') || '-')
    return `${topic}=${texts.join('.')}`
  })
  const wishes = members.map((member) =>
    [
      member.memberId,
      member.groupInstanceId ?? '',
      member.rackId ?? '',
      member.topics.join(','),
      member.generationId,
      textOf(member.ownedPartitions),
      Buffer.from(member.userData ?? []).toString('hex'),
    ].join('/'),
  )
  return [assignor, racks.join(','), wishes.join(';')].join(' ')
}

/** What Kafka would answer, had it assigned this. */
export function clientAnswerOf(
  { members }: GroupToAssign,
  assigned: ReadonlyMap<string, MemberAssignment>,
): string {
  return members
    .map(({ memberId }) => `${memberId}/${textOf(assigned.get(memberId)?.partitions ?? [])}`)
    .join(';')
}

function textOf(partitions: readonly TopicPartition[]): string {
  const topics = new Map<string, number[]>()
  for (const { topic, partition } of partitions) {
    topics.set(topic, [...(topics.get(topic) ?? []), partition])
  }
  return Array.from(topics, ([topic, numbers]) => {
    return `${topic}=${numbers.toSorted((a, b) => a - b).join('.')}`
  })
    .toSorted()
    .join(',')
}
