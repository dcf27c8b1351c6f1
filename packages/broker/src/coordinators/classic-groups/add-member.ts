import type { JoinGroupRequest } from '@barnabus/protocol'

import { keepAlive, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { ClassicMember, MemberProtocol, MemberTerms } from './classic-member.ts'
import type { Join } from './join-request.ts'
import { rebalance } from './rebalance.ts'

// A new member cannot send heartbeats while it waits. If it is still there, it asks again.
const newMemberTimeoutMs = 300_000

/** Adds a member that waits for its first generation. */
export function addMember(
  context: ClassicContext,
  group: ClassicGroup,
  join: Join,
  memberId: string,
): void {
  const { request, answer, clientId, clientHost } = join
  const member: ClassicMember = {
    ...{ memberId, clientId, clientHost },
    instanceId: request.groupInstanceId,
    ...termsOf(request),
    assignment: new Uint8Array(),
    isNew: true,
    joining: undefined,
    syncing: undefined,
  }
  if (group.state === 'PreparingRebalance' && group.previousState === 'Empty') {
    group.newMemberAdded = true
  }
  group.add(member, request.protocolType)
  group.waitForJoin(member, answer)
  keepAlive(context, group, member, newMemberTimeoutMs)
  rebalance(context, group)
}

/** What the member says of itself this time. */
export function termsOf(request: JoinGroupRequest): MemberTerms {
  const { sessionTimeoutMs, rebalanceTimeoutMs, protocols } = request
  return {
    sessionTimeoutMs,
    // Before version 1 there is one limit for both.
    rebalanceTimeoutMs: rebalanceTimeoutMs === -1 ? sessionTimeoutMs : rebalanceTimeoutMs,
    protocols: protocols.map(kept),
  }
}

/** A copy: the rest of the request need not stay in memory for it. */
function kept({ name, metadata }: MemberProtocol): MemberProtocol {
  return { name, metadata: metadata.slice() }
}
