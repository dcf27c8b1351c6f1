import type { GroupContext } from './group-context.ts'
import type { GroupDraft } from './group-draft.ts'
import { subscriptionRecord } from './group-record.ts'
import { sameNames, sameSubscription, type Member } from './member.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { changeRegex } from './regex-change.ts'
import { metadataHash } from './subscribed-topics.ts'

/** What a heartbeat changed, as far as others are concerned. */
interface SubscriptionChange {
  /** The member's own assignment may have to shrink at once. */
  readonly subscription: boolean
  /** Everybody's assignment may have to change. */
  readonly bumpsEpoch: boolean
}

/** Writes down what the member said of itself. */
export function changeSubscription(
  draft: GroupDraft,
  before: Member,
  after: Member,
  context: GroupContext,
): SubscriptionChange | Refusal {
  const regex = changeRegex(draft, before, after, context)
  if (isRefusal(regex)) return regex
  if (!draft.group.members.has(after.memberId) || !sameSubscription(before, after)) {
    draft.write(subscriptionRecord(draft.group.groupId, after))
  }
  const names = !sameNames(before.subscribedTopicNames, after.subscribedTopicNames)
  return {
    subscription: names || regex !== 'unchanged',
    bumpsEpoch: names || regex === 'resolved',
  }
}

/** Moves the group to its next epoch if anything changed that matters to all of it. */
export function moveOn(draft: GroupDraft, bump: boolean, { topics }: GroupContext): void {
  const { group } = draft
  if (!bump && group.checkedTopicsVersion === topics.version) return
  const hash = metadataHash(group, topics)
  if (!bump && hash === group.metadataHash) {
    group.checkedTopicsVersion = topics.version
    return
  }
  const { groupId } = group
  const value = { epoch: group.epoch + 1, metadataHash: hash }
  draft.write({ kind: 'group-epoch', groupId, value })
  if (group.keepsPartitionMetadata) {
    draft.write({ kind: 'partition-metadata', groupId, value: null })
  }
}
