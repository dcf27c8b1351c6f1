import { ErrorCode } from '@barnabus/protocol'

import { joined } from './answers.ts'
import {
  classicGroupOf,
  endSession,
  joinTimer,
  keepAlive,
  syncTimer,
  type ClassicContext,
} from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import { groupMetadataOf } from './group-metadata-record.ts'
import { selectProtocol } from './select-protocol.ts'
import { callOff } from './sync-answers.ts'

// A rebalance: everybody comes to JoinGroup (PreparingRebalance), hears of the new generation and
// goes to SyncGroup (CompletingRebalance), where the leader hands out the work (Stable).

/** Something about the members has changed: makes them meet anew, or goes on if they all have. */
export function rebalance(context: ClassicContext, group: ClassicGroup): void {
  if (group.canRebalance) prepareRebalance(context, group)
  else completeJoinIfAllCame(context, group)
}

/** Calls the members together. The first time, it waits a little for more of them. */
export function prepareRebalance(context: ClassicContext, group: ClassicGroup): void {
  if (group.state === 'CompletingRebalance') callOff(context, group, ErrorCode.rebalanceInProgress)
  group.pendingSyncs.clear()
  context.shard.timers.cancel(syncTimer(group.groupId))
  const isFirst = group.isEmpty
  group.moveTo('PreparingRebalance', context.clock.nowMs())
  const delayMs = isFirst ? context.config['group.initial.rebalance.delay.ms'] : 0
  if (delayMs > 0) {
    waitForMore(context, group, delayMs, Math.max(0, group.rebalanceTimeoutMs - delayMs))
  } else if (isFirst || group.hasAllMembersJoined) completeJoin(context, group)
  else giveTime(context, group)
}

/** The join phase may be over, unless this is the first rebalance, which has a time of its own. */
export function completeJoinIfAllCame(context: ClassicContext, group: ClassicGroup): void {
  if (group.state !== 'PreparingRebalance' || group.previousState === 'Empty') return
  if (group.hasAllMembersJoined) completeJoin(context, group)
}

/** Begins a new generation with those who came. */
export function completeJoin(context: ClassicContext, group: ClassicGroup): void {
  context.shard.timers.cancel(joinTimer(group.groupId))
  removeAbsent(context, group)
  if (group.members.size > 0 && !electLeaderAmongPresent(group)) {
    giveTime(context, group) // Only static members are left, and none of them is here.
    return
  }
  group.generationId += 1
  if (group.members.size === 0) becomeEmpty(context, group)
  else beginSyncing(context, group)
}

/** Who did not come in time is out; static members may be away as long as their session lasts. */
function removeAbsent(context: ClassicContext, group: ClassicGroup): void {
  for (const member of [...group.members.values()]) {
    if (member.joining !== undefined || member.instanceId !== null) continue
    group.remove(member.memberId)
    endSession(context, group.groupId, member.memberId)
  }
}

function electLeaderAmongPresent(group: ClassicGroup): boolean {
  const { leaderId, members } = group
  if (leaderId !== null && members.get(leaderId)?.joining !== undefined) return true
  for (const member of members.values()) {
    if (member.joining === undefined) continue
    group.leaderId = member.memberId
    return true
  }
  return false
}

function becomeEmpty(context: ClassicContext, group: ClassicGroup): void {
  group.protocolName = null
  group.readSubscriptions()
  group.moveTo('Empty', context.clock.nowMs())
  // Should it not get into the log, a restart brings back members that are soon found missing.
  const record = groupMetadataOf(group, () => new Uint8Array())
  context.shard.write(group.groupId, [record], { applied: true })
}

function beginSyncing(context: ClassicContext, group: ClassicGroup): void {
  group.protocolName = selectProtocol(group.members.values())
  group.readSubscriptions()
  group.moveTo('CompletingRebalance', context.clock.nowMs())
  for (const member of group.members.values()) {
    group.answerJoin(member, joined(group, member))
    member.isNew = false
    keepAlive(context, group, member)
    group.pendingSyncs.add(member.memberId)
  }
  const { groupId, generationId } = group
  context.shard.timers.schedule(syncTimer(group.groupId), group.rebalanceTimeoutMs, () => {
    removeUnsynced(context, groupId, generationId)
  })
}

/** Who came to JoinGroup and then not to SyncGroup is out. */
function removeUnsynced(context: ClassicContext, groupId: string, generationId: number): void {
  const group = classicGroupOf(context, groupId)
  if (group === undefined || group.generationId !== generationId) return
  const isOver = group.isEmpty || group.state === 'PreparingRebalance'
  if (isOver || group.pendingSyncs.size === 0) return
  for (const memberId of [...group.pendingSyncs]) {
    group.remove(memberId)
    endSession(context, groupId, memberId)
  }
  prepareRebalance(context, group)
}

/** As long as new members keep coming, up to the time that members grant for a rebalance. */
function waitForMore(
  context: ClassicContext,
  { groupId }: ClassicGroup,
  delayMs: number,
  remainingMs: number,
): void {
  context.shard.timers.schedule(joinTimer(groupId), delayMs, () => {
    const group = classicGroupOf(context, groupId)
    if (group === undefined || group.state !== 'PreparingRebalance') return
    if (!group.newMemberAdded || remainingMs === 0) {
      completeJoin(context, group)
      return
    }
    group.newMemberAdded = false
    const nextMs = Math.min(context.config['group.initial.rebalance.delay.ms'], remainingMs)
    waitForMore(context, group, nextMs, Math.max(0, remainingMs - delayMs))
  })
}

function giveTime(context: ClassicContext, group: ClassicGroup): void {
  const { groupId, rebalanceTimeoutMs } = group
  context.shard.timers.schedule(joinTimer(groupId), rebalanceTimeoutMs, () => {
    const found = classicGroupOf(context, groupId)
    if (found?.state === 'PreparingRebalance') completeJoin(context, found)
  })
}
