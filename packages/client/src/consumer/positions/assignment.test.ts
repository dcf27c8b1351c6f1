import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import type { Uuid } from '@barnabus/protocol'

import { nothingKnown, type MetadataSnapshot } from '../../cluster/metadata-snapshot.ts'
import { Assignment } from './assignment.ts'
import type { PartitionState } from './partition-state.ts'

const at = { topic: 't', partition: 0 }
const [first, second] = ['first', 'second'] as unknown as [Uuid, Uuid]

function snapshotOf(topicId: Uuid | undefined, leaderEpoch: number): MetadataSnapshot {
  const partition = { partition: 0, leaderId: 1, leaderEpoch, errorCode: 0 }
  const partitions = [{ ...partition, replicas: [1], inSyncReplicas: [1] }]
  const topic = { name: 't', topicId, isInternal: false, errorCode: 0, partitions }
  return { ...nothingKnown, topics: new Map([['t', topic]]) }
}

/** A partition that is read at offset 5, behind a record of epoch 3, as far as we know at epoch 3. */
function readingState(assignment: Assignment): PartitionState {
  assignment.add([at])
  assignment.takeIn(snapshotOf(first, 3), true)
  const state = assignment.require(at)
  state.seek({ offset: 5n, leaderEpoch: 3 })
  state.settle()
  return state
}

test('a new leader is asked whether it has what was read', () => {
  const assignment = new Assignment()
  const state = readingState(assignment)

  assignment.takeIn(snapshotOf(first, 3), true)
  equal(state.phase.kind, 'ready')
  assignment.takeIn(snapshotOf(first, 4), true)
  equal(state.phase.kind, 'validating')
  equal(state.position, 5n)
})

test('where nobody knows who wrote what was read, nobody is asked', () => {
  const assignment = new Assignment()
  const state = readingState(assignment)
  state.seek({ offset: 5n, leaderEpoch: undefined })

  assignment.takeIn(snapshotOf(first, 4), true)
  equal(state.phase.kind, 'ready')
})

test('a topic that was made anew is read from its beginning, or the application is asked', () => {
  const assignment = new Assignment()
  const state = readingState(assignment)
  assignment.takeIn(snapshotOf(second, 0), true)
  deepEqual(state.phase, { kind: 'resetting', target: { kind: 'earliest' } })
  equal(state.leaderEpoch, 0)

  const cautious = new Assignment()
  const waiting = readingState(cautious)
  cautious.takeIn(snapshotOf(second, 0), false)
  equal(waiting.phase.kind, 'stuck')
  equal(cautious.problem?.code, 'CLIENT_TOPIC_MADE_ANEW')
  waiting.seek({ offset: 0n, leaderEpoch: undefined })
  equal(cautious.problem, undefined)
})

test('a position may be committed where it was reached since the partition came', () => {
  const assignment = new Assignment()
  const mayCommit = (offset: bigint): boolean => assignment.mayCommit({ ...at, offset })
  const state = readingState(assignment)
  state.readUpTo(9n, 0, 3)
  deepEqual([5n, 6n, 9n, 10n].map(mayCommit), [true, true, true, true])

  assignment.remove([at])
  deepEqual([6n, 10n].map(mayCommit), [false, false])

  assignment.add([at])
  const again = assignment.require(at)
  deepEqual([6n, 9n, 10n].map(mayCommit), [false, false, true]) // Beyond is nobody's work.
  again.seek({ offset: 7n, leaderEpoch: 3 })
  deepEqual([6n, 7n, 8n].map(mayCommit), [false, false, false])
  again.readUpTo(8n, 0, 3)
  deepEqual([7n, 8n, 9n].map(mayCommit), [false, true, false])
  again.seek({ offset: 6n, leaderEpoch: 3 })
  deepEqual([6n, 7n, 8n, 9n].map(mayCommit), [false, true, true, false])

  assignment.remove([at])
  assignment.add([at])
  deepEqual([9n, 10n].map(mayCommit), [false, true]) // Of all times that it was here.
})
