import type {
  HeartbeatRequest,
  JoinGroupRequest,
  JoinGroupResponseDraft,
  SyncGroupRequest,
  SyncGroupResponseDraft,
} from '@barnabus/protocol'

import { ClassicGroup } from '../../classic-groups/classic-group.ts'
import { heartbeat } from '../../classic-groups/heartbeat.ts'
import { joinGroup } from '../../classic-groups/join.ts'
import { leaveGroup } from '../../classic-groups/leave.ts'
import { syncGroup } from '../../classic-groups/sync.ts'
import { groupTombstones } from '../../groups/group-tombstones.ts'
import { ConsumerGroup } from '../consumer-group.ts'
import {
  heartbeatConsumerGroup,
  joinConsumerGroup,
  leaveConsumerGroup,
  syncConsumerGroup,
} from '../migration/classic-members.ts'
import { groupId, type ModelWorld } from './model-world.fixture.ts'

// What the APIs of the classic protocol do: the group's own coordinator answers.

const client = { clientId: 'classic', clientHost: '/127.0.0.1' }
const apiVersion = 3 // Before members were told their ids first (KIP-394).

export function join(
  world: ModelWorld,
  request: JoinGroupRequest,
): Promise<JoinGroupResponseDraft> {
  const { shard, coordinator } = world
  const existing = shard.state.groups.get(groupId)
  if (existing instanceof ConsumerGroup) {
    if (!existing.isEmpty) {
      const newMemberId = world.newMemberId()
      return joinConsumerGroup(coordinator, shard, { request, apiVersion, client, newMemberId })
    }
    shard.write(groupId, groupTombstones(existing))
  }
  const classic = existing instanceof ClassicGroup ? existing : undefined
  return new Promise((answer) => {
    joinGroup(world.classic(), classic, { request, ...client, apiVersion, answer })
  })
}

export function sync(
  world: ModelWorld,
  request: SyncGroupRequest,
): Promise<SyncGroupResponseDraft> {
  const { shard, coordinator } = world
  if (shard.state.groups.get(groupId) instanceof ConsumerGroup) {
    return syncConsumerGroup(coordinator, shard, request)
  }
  return new Promise((answer) => syncGroup(world.classic(), request, answer))
}

export async function beat(world: ModelWorld, request: HeartbeatRequest): Promise<number> {
  const { shard, coordinator } = world
  if (shard.state.groups.get(groupId) instanceof ConsumerGroup) {
    return (await heartbeatConsumerGroup(coordinator, shard, request)).errorCode
  }
  return heartbeat(world.classic(), request)
}

export function leave(world: ModelWorld, memberId: string): void {
  const { shard, coordinator } = world
  const leaving = [{ memberId, groupInstanceId: null }]
  const group = shard.state.groups.get(groupId)
  if (group instanceof ConsumerGroup) {
    void leaveConsumerGroup(coordinator, shard, { groupId, leaving, apiVersion: 5 })
  } else if (group !== undefined) leaveGroup(world.classic(), group, leaving)
}
