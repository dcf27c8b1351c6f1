import { ClassicGroup } from '../classic-groups/classic-group.ts'
import type { Group } from './group-state.ts'

/** Whether members read `topic`, or may: then offsets of it are not deleted. */
export function isSubscribedTo(group: Group, topic: string): boolean {
  if (group instanceof ClassicGroup) return group.isSubscribedTo(topic)
  for (const { subscribedTopicNames, subscribedTopicRegex } of group.members.values()) {
    if (subscribedTopicNames.has(topic)) return true
    if (group.resolvedRegexes.get(subscribedTopicRegex)?.topics.has(topic) === true) return true
  }
  return false
}
