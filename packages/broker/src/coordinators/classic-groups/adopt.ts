import { classicGroupOf, keepAlive, type ClassicContext } from './classic-context.ts'
import type { MemberProtocol } from './classic-member.ts'
import { rebalance } from './rebalance.ts'

/**
 * A group of the other protocol has become this one: its members are given their sessions, and all
 * protocols that they know, of which the log keeps only the chosen one.
 */
export function adopt(
  context: ClassicContext,
  groupId: string,
  adopted: {
    readonly protocolsOf: ReadonlyMap<string, readonly MemberProtocol[]>
    /** Whether the members have to meet anew. */
    readonly rebalance: boolean
  },
): void {
  const group = classicGroupOf(context, groupId)
  if (group === undefined) return
  for (const member of group.members.values()) {
    member.protocols = adopted.protocolsOf.get(member.memberId) ?? member.protocols
    keepAlive(context, group, member)
  }
  if (adopted.rebalance) rebalance(context, group)
}
