import type { ConsumerGroup } from './consumer-group.ts'
import type { GroupContext } from './group-context.ts'
import type { GroupDraft } from './group-draft.ts'
import type { ResolvedRegex } from './group-record.ts'
import { sameNames } from './member.ts'
import { subscriberCount } from './regex-change.ts'
import { metadataHash } from './subscribed-topics.ts'

// However many topics are created: a group's expressions are not matched more often than this.
const refreshIntervalMinMs = 10_000

/**
 * The regular expressions whose topics are to be found again; none if that is not due.
 *
 * It is due when an expression is new, when a topic is, and every now and then.
 */
export function dueRegexes(
  group: ConsumerGroup,
  { topics, settings, nowMs }: GroupContext,
): ReadonlySet<string> {
  const subscribed = subscribedRegexes(group)
  if (subscribed.size === 0) return subscribed
  const resolved = [...group.resolvedRegexes.values()]
  const [first] = resolved
  if (first === undefined) return subscribed
  const ageMs = nowMs - first.resolvedAtMs
  // A negative age: the wall clock was set back. Nobody waits for it to catch up.
  if (ageMs >= 0 && ageMs <= refreshIntervalMinMs) return new Set()
  const isDue =
    subscribed.size !== resolved.length ||
    group.resolvedTopicsVersion === undefined ||
    group.resolvedTopicsVersion < topics.createdVersion ||
    ageMs < 0 ||
    ageMs > settings.regexRefreshIntervalMs
  return isDue ? subscribed : new Set()
}

/** Writes down which topics match by now; the group moves on if they are others than before. */
export function writeResolved(
  draft: GroupDraft,
  resolved: ReadonlyMap<string, ResolvedRegex>,
  { topics }: Pick<GroupContext, 'topics'>,
): void {
  const { groupId } = draft.group
  let changed = false
  for (const [regex, value] of resolved) {
    if (subscriberCount(draft.group, regex) === 0) continue
    const before = draft.group.resolvedRegexes.get(regex)?.topics ?? new Set()
    changed ||= !sameNames(before, value.topics)
    draft.write({ kind: 'regex', groupId, regex, value })
  }
  const hash = metadataHash(draft.group, topics)
  if (!changed && hash === draft.group.metadataHash) return
  const value = { epoch: draft.group.epoch + 1, metadataHash: hash }
  draft.write({ kind: 'group-epoch', groupId, value })
}

function subscribedRegexes(group: ConsumerGroup): ReadonlySet<string> {
  const regexes = new Set<string>()
  for (const { subscribedTopicRegex } of group.members.values()) {
    if (subscribedTopicRegex !== '') regexes.add(subscribedTopicRegex)
  }
  return regexes
}
