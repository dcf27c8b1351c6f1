import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, type ConsumerGroupHeartbeatRequest } from '@barnabus/protocol'

import { consumerGroupAssignors } from './assignors/index.ts'
import { faultOf } from './heartbeat-request.ts'

const join: ConsumerGroupHeartbeatRequest = {
  groupId: 'group',
  memberId: 'member',
  memberEpoch: 0,
  instanceId: null,
  rackId: null,
  rebalanceTimeoutMs: 1_000,
  subscribedTopicNames: ['orders'],
  subscribedTopicRegex: null,
  serverAssignor: null,
  topicPartitions: [],
}

const faults: readonly (readonly [Partial<ConsumerGroupHeartbeatRequest>, RegExp])[] = [
  [{ memberId: '' }, /MemberId/],
  [{ groupId: ' ' }, /GroupId/],
  [{ instanceId: '' }, /InstanceId/],
  [{ rackId: '' }, /RackId/],
  [{ rebalanceTimeoutMs: -1 }, /RebalanceTimeoutMs/],
  [{ topicPartitions: null }, /TopicPartitions/],
  [{ subscribedTopicNames: null }, /SubscribedTopicNames/],
  [{ memberEpoch: -2 }, /InstanceId/],
  [{ memberEpoch: -3 }, /MemberEpoch/],
]

test('requests that make no sense are refused whatever the group is like', () => {
  equal(faultOf(join, 1, consumerGroupAssignors), undefined)
  for (const [wrong, message] of faults) {
    const fault = faultOf({ ...join, ...wrong }, 1, consumerGroupAssignors)
    equal(fault?.errorCode, ErrorCode.invalidRequest, JSON.stringify(wrong))
    match(fault.errorMessage, message)
  }
})

test('version 0 lets the coordinator make up the member id', () => {
  equal(faultOf({ ...join, memberId: '' }, 0, consumerGroupAssignors), undefined)
})

test('an assignor that is not among the settings is refused', () => {
  const fault = faultOf({ ...join, serverAssignor: 'best' }, 1, consumerGroupAssignors)
  equal(fault?.errorCode, ErrorCode.unsupportedAssignor)
  match(fault.errorMessage, /uniform, range/)
})
