import { ErrorCode } from '@barnabus/protocol'

import type { ConsumerGroup } from './consumer-group.ts'
import type { GroupContext } from './group-context.ts'
import type { GroupDraft } from './group-draft.ts'
import type { Member } from './member.ts'
import type { Refusal } from './refusal.ts'

/**
 * What became of a member's regular expression.
 *
 * - `changed`: it has another one, which nobody has resolved yet; the group moves on when it is.
 * - `resolved`: it has another one whose topics are known, or none any more.
 */
export type RegexChange = 'unchanged' | 'changed' | 'resolved'

/** Forgets the topics of a regular expression that nobody has any more, and checks a new one. */
export function changeRegex(
  draft: GroupDraft,
  { subscribedTopicRegex: before }: Member,
  { subscribedTopicRegex: after }: Member,
  { regexFault }: GroupContext,
): RegexChange | Refusal {
  if (before === after) return 'unchanged'
  const { group } = draft
  if (before !== '' && subscriberCount(group, before) === 1) {
    draft.write({ kind: 'regex', groupId: group.groupId, regex: before, value: null })
  }
  if (after === '') return 'resolved'
  if (subscriberCount(group, after) === 0) {
    const fault = regexFault(after)
    if (fault !== undefined) {
      return {
        errorCode: ErrorCode.invalidRegularExpression,
        errorMessage: `SubscribedTopicRegex \`${after}\` is not a valid regular expression: ${fault}.`,
      }
    }
    return 'changed'
  }
  return group.resolvedRegexes.has(after) ? 'resolved' : 'changed'
}

/** How many members subscribed to a regular expression. */
export function subscriberCount(group: ConsumerGroup, regex: string): number {
  let count = 0
  for (const { subscribedTopicRegex } of group.members.values()) {
    if (subscribedTopicRegex === regex) count += 1
  }
  return count
}
