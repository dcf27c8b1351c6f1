import { Buffer } from 'node:buffer'

import {
  ApiKey,
  type JoinGroupRequestDraft,
  type JoinGroupResponse,
  type SyncGroupRequestDraft,
} from '@barnabus/protocol'

import { subscription } from '../groups/group-member.ts'
import { untilCoordinated } from './group-coordinator.ts'
import type { Particular, Play } from './scenario.ts'
import type { Stage } from './stage.ts'

/** Groups that do not wait for more members make no scenario wait. */
export const classicSettings = { 'group.initial.rebalance.delay.ms': '0' }

/** A play about a classic group of its own, which the broker coordinates from the start. */
export function ofClassicGroup<K extends ApiKey>(
  play: Play<K>,
  more: { readonly since?: number } = {},
): Particular<K> {
  return {
    ...more,
    settings: classicSettings,
    play: async (stage) => {
      await untilCoordinated(stage, stage.name('group'))
      await play(stage)
    },
  }
}

/** Any stage, whatever API its play is about. */
type AnyStage = Pick<Stage, 'name' | 'send'>

/** A JoinGroup as a consumer of topic "t" sends it. */
export function joinRequest(
  stage: AnyStage,
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

/** A SyncGroup of the leader of a group of one, who takes everything. */
export function syncRequest(
  stage: AnyStage,
  { generationId, memberId }: Pick<JoinGroupResponse, 'generationId' | 'memberId'>,
): SyncGroupRequestDraft {
  return {
    groupId: stage.name('group'),
    generationId,
    memberId,
    assignments: [{ memberId, assignment: Buffer.from('everything') }],
  }
}

/** Joins at a version that needs no id first, and takes everything: a group of one. */
export async function groupOfOne(
  stage: AnyStage,
  more: Partial<JoinGroupRequestDraft> = {},
): Promise<JoinGroupResponse> {
  const joined = await stage.send(ApiKey.JoinGroup, 3, joinRequest(stage, more))
  await stage.send(ApiKey.SyncGroup, 2, syncRequest(stage, joined))
  return joined
}
