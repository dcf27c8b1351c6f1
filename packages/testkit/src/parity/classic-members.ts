import { Buffer } from 'node:buffer'

import { ApiKey, type JoinGroupRequestDraft, type JoinGroupResponse } from '@barnabus/protocol'

import { subscription } from '../groups/group-member.ts'
import type { Stage } from './stage.ts'

/** Groups that do not wait for more members make no scenario wait. */
export const classicSettings = { 'group.initial.rebalance.delay.ms': '0' }

/** A JoinGroup as a consumer of topic "t" sends it. */
export function joinRequest(
  stage: Stage,
  more: Partial<JoinGroupRequestDraft> = {},
): JoinGroupRequestDraft {
  return {
    groupId: stage.name('group'),
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 30_000,
    memberId: '',
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: subscription('t') }],
    ...more,
  }
}

/** Joins at a version that needs no id first, and takes everything: a group of one. */
export async function groupOfOne(stage: Stage): Promise<JoinGroupResponse> {
  const joined = await stage.send(ApiKey.JoinGroup, 3, joinRequest(stage))
  await stage.send(ApiKey.SyncGroup, 2, {
    groupId: stage.name('group'),
    generationId: joined.generationId,
    memberId: joined.memberId,
    assignments: [{ memberId: joined.memberId, assignment: Buffer.from('everything') }],
  })
  return joined
}
