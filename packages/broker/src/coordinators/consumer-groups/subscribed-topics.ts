import { createHash } from 'node:crypto'

import type { Uuid } from '@barnabus/protocol'

import type { ConsumerGroup } from './consumer-group.ts'
import { sameNames, type Member } from './member.ts'
import type { TopicFacts, Topics } from './topics.ts'

/** The names a member subscribed to, itself or by a regular expression that was resolved. */
function subscribedNames(group: ConsumerGroup, member: Member): ReadonlySet<string> {
  const { subscribedTopicNames: names, subscribedTopicRegex: regex } = member
  const matched = regex === '' ? undefined : group.resolvedRegexes.get(regex)?.topics
  if (matched === undefined) return names
  return names.size === 0 ? matched : new Set([...names, ...matched])
}

/** The ids of those that exist. */
export function subscribedTopicIds(
  group: ConsumerGroup,
  member: Member,
  topics: Topics,
): ReadonlySet<Uuid> {
  const ids = new Set<Uuid>()
  for (const name of subscribedNames(group, member)) {
    const topic = topics.byName(name)
    if (topic !== undefined) ids.add(topic.id)
  }
  return ids
}

/** Whether all members subscribed to the same, in Kafka's sense: by the same names or one regex. */
export function isHomogeneous(group: ConsumerGroup): boolean {
  const members = [...group.members.values()]
  const [first] = members
  if (first === undefined) return true
  return members.every(
    (member) =>
      member.subscribedTopicRegex === first.subscribedTopicRegex &&
      sameNames(member.subscribedTopicNames, first.subscribedTopicNames) &&
      (member.subscribedTopicRegex === '' || member.subscribedTopicNames.size === 0),
  )
}

/**
 * What the topics that a group subscribed to are like: ids, names, partitions, racks. Two of these
 * differ if any of that does. 0 if none of the topics exists.
 */
export function metadataHash(group: ConsumerGroup, topics: Topics): bigint {
  const names = new Set<string>()
  for (const member of group.members.values()) {
    for (const name of subscribedNames(group, member)) names.add(name)
  }
  const existing = [...names].toSorted().flatMap((name) => topics.byName(name) ?? [])
  if (existing.length === 0) return 0n
  const hash = createHash('sha256')
  for (const topic of existing) hash.update(JSON.stringify(factsOf(topic)))
  return hash.digest().readBigInt64BE()
}

function factsOf(topic: TopicFacts): unknown {
  const racks = Array.from({ length: topic.partitionCount }, (_, partition) =>
    topic.racksOf(partition).toSorted(),
  )
  return [topic.id, topic.name, topic.partitionCount, racks]
}
