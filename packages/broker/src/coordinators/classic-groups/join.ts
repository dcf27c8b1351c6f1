import { ErrorCode } from '@barnabus/protocol'

import { notJoined } from './answers.ts'
import type { ClassicContext } from './classic-context.ts'
import { ClassicGroup } from './classic-group.ts'
import { groupMetadataOf } from './group-metadata-record.ts'
import { joinAsKnown } from './join-as-known.ts'
import { joinAsNew } from './join-as-new.ts'
import type { Join } from './join-request.ts'

const noMemberId = ''

/**
 * JoinGroup: whoever has no id yet is new, whoever has one comes back.
 *
 * `group` is the group of that id; undefined: the first member makes it.
 */
export function joinGroup(
  context: ClassicContext,
  existing: ClassicGroup | undefined,
  join: Join,
): void {
  const { groupId, memberId } = join.request
  const isNew = memberId === noMemberId
  if (existing === undefined && !isNew) {
    join.answer(notJoined(ErrorCode.unknownMemberId, memberId))
    return
  }
  const group = existing ?? makeGroup(context, groupId)
  if (typeof group === 'number') join.answer(notJoined(group, noMemberId))
  else if (!hasRoom(context, group, memberId)) {
    join.answer(notJoined(ErrorCode.groupMaxSizeReached, noMemberId))
  } else if (isNew) joinAsNew(context, group, join)
  else joinAsKnown(context, group, join)
}

/** It is written down at once, so that it is there after a restart, with its offsets to come. */
function makeGroup(context: ClassicContext, groupId: string): ClassicGroup | ErrorCode {
  const group = new ClassicGroup(groupId, context.clock.nowMs())
  const record = groupMetadataOf(group, () => new Uint8Array())
  const written = context.shard.write(groupId, [record], { applied: true })
  if (written.kind === 'refused') return written.errorCode
  context.shard.state.groups.set(groupId, group)
  return group
}

function hasRoom({ config }: ClassicContext, group: ClassicGroup, memberId: string): boolean {
  const sizeMax = config['group.max.size']
  const member = group.members.get(memberId)
  if (group.isEmpty) return true
  if (group.state === 'PreparingRebalance') {
    return member?.joining !== undefined || group.joiningCount < sizeMax
  }
  return member !== undefined || group.members.size < sizeMax
}
