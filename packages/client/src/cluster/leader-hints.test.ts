import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode } from '@barnabus/protocol'

import { leaderHintIn, snapshotWith, type LeaderHint } from './leader-hints.ts'
import { nothingKnown, type MetadataSnapshot } from './metadata-snapshot.ts'

const place = { topic: 't', partition: 1 }
const hint: LeaderHint = { ...place, leaderId: 2, leaderEpoch: 5 }
const second = { nodeId: 2, host: 'second', port: 2, rack: null }

function known(leaderEpoch: number): MetadataSnapshot {
  const partitionOf = (partition: number) => ({
    ...{ partition, leaderId: 1, leaderEpoch, errorCode: ErrorCode.none },
    ...{ replicas: [1, 2], inSyncReplicas: [1, 2] },
  })
  const partitions = [partitionOf(0), partitionOf(1)]
  const topic = { topicId: undefined, isInternal: false, errorCode: ErrorCode.none, partitions }
  return {
    ...nothingKnown,
    nodes: new Map([[1, { host: 'first', port: 1, rack: 'here' }]]),
    topics: new Map([['t', { name: 't', ...topic }]]),
  }
}

function leadersOf({ topics }: MetadataSnapshot): unknown {
  return topics.get('t')?.partitions.map(({ leaderId, leaderEpoch }) => [leaderId, leaderEpoch])
}

test('a hint says who leads, and where that is', () => {
  const after = snapshotWith(known(4), [hint], [second])

  deepEqual(leadersOf(after), [
    [1, 4],
    [2, 5],
  ])
  deepEqual(after.nodes.get(2), { host: 'second', port: 2, rack: undefined })
  deepEqual(after.nodes.get(1), { host: 'first', port: 1, rack: 'here' })
})

test('a hint that is old, of nobody we could reach, or of something unknown changes nothing', () => {
  const before = known(5)

  equal(snapshotWith(before, [hint], [second]), before)
  equal(snapshotWith(before, [{ ...hint, leaderEpoch: 6 }], []), before)
  equal(snapshotWith(before, [{ ...hint, leaderEpoch: 6, topic: 'u' }], [second]), before)
  equal(snapshotWith(before, [{ ...hint, leaderEpoch: 6, partition: 2 }], [second]), before)
  equal(snapshotWith(before, [], [second]), before)
})

test('only who does not lead any more gives a hint, and only if it knows', () => {
  const currentLeader = { leaderId: 2, leaderEpoch: 5 }
  const nobody = { leaderId: -1, leaderEpoch: -1 }

  for (const errorCode of [ErrorCode.notLeaderOrFollower, ErrorCode.fencedLeaderEpoch]) {
    deepEqual(leaderHintIn(place, { errorCode, currentLeader }), hint)
    equal(leaderHintIn(place, { errorCode, currentLeader: nobody }), undefined)
    equal(leaderHintIn(place, { errorCode }), undefined)
  }
  equal(leaderHintIn(place, { errorCode: ErrorCode.none, currentLeader }), undefined)
})
