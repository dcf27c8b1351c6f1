import { classicGroupOf, keepAlive, type ClassicContext } from './classic-context.ts'

/** A member that commits is alive, and need not say so again. */
export function renewSession(
  context: ClassicContext,
  groupId: string,
  { memberId, generationId }: { readonly memberId: string; readonly generationId: number },
): void {
  const group = classicGroupOf(context, groupId)
  const member = group?.members.get(memberId)
  if (group === undefined || member === undefined || group.generationId !== generationId) return
  if (group.state !== 'CompletingRebalance') keepAlive(context, group, member)
}
