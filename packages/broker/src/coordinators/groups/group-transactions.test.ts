import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, zeroUuid } from '@barnabus/protocol'

import type { OffsetRecord } from '../offsets/committed-offset.ts'
import { allForgotten, deleteOffsets, forgottenWithTopics } from '../offsets/delete-offsets.ts'
import { expireOffsets } from '../offsets/expire-offsets.ts'
import { fetchOffsets } from '../offsets/fetch-offsets.ts'
import { GroupState } from './group-state.ts'

const asked = [{ name: 't', topicId: zeroUuid, partitionIndexes: [0] }]

function commit(offset: bigint): OffsetRecord {
  const value = { offset, leaderEpoch: -1, metadata: '', committedAtMs: 1, topicId: zeroUuid }
  return {
    ...{ kind: 'offset', groupId: 'g', topic: 't', partition: 0 },
    value: { ...value, expiresAtMs: undefined },
  }
}

function toldBy(state: GroupState, requireStable = false): readonly [bigint, ErrorCode] {
  const { committedOffset, errorCode } = fetchOffsets(
    state,
    { groupId: 'g', requireStable },
    asked,
  )[0]!.partitions[0]!
  return [committedOffset, errorCode]
}

/** Five is committed, and a transaction of producer 9 would commit six. */
function withPending(): GroupState {
  const state = new GroupState()
  state.apply(commit(5n), { offset: 0n, producerId: undefined })
  state.apply(commit(6n), { offset: 1n, producerId: 9n })
  return state
}

test('what a transaction commits counts from its marker on; until then who asks may wait', () => {
  const state = withPending()
  deepEqual(toldBy(state), [5n, ErrorCode.none])
  deepEqual(toldBy(state, true), [-1n, ErrorCode.unstableOffsetCommit])

  deepEqual(state.endTransaction(9n, 'commit'), ['g'])

  deepEqual(toldBy(state, true), [6n, ErrorCode.none])
})

test('what it does not commit never was', () => {
  const state = withPending()
  state.endTransaction(8n, 'commit')
  deepEqual(toldBy(state), [5n, ErrorCode.none])
  state.endTransaction(9n, 'abort')
  deepEqual(toldBy(state, true), [5n, ErrorCode.none])
  deepEqual(state.endTransaction(9n, 'commit'), [])
})

test('a commit after that of the transaction is newer, whenever its marker comes', () => {
  const state = withPending()
  state.apply(commit(7n), { offset: 2n, producerId: undefined })
  state.endTransaction(9n, 'commit')
  deepEqual(toldBy(state), [7n, ErrorCode.none])
})

test('a group with a transaction under way does not expire; deleted, it commits nothing', () => {
  const state = withPending()
  const group = state.groups.get('g')!
  const expiry = expireOffsets(state, group, { nowMs: 2 ** 40, retentionMs: 1 })
  deepEqual(expiry, { records: [], isAll: false })

  for (const record of allForgotten(state, 'g')) {
    state.apply(record, { offset: 3n, producerId: undefined })
  }

  deepEqual(state.endTransaction(9n, 'commit'), [])
  equal(toldBy(state)[0], -1n)
})

test('an offset that is deleted is not committed later either, nor one in a topic that is gone', () => {
  const asWell = { groupId: 'g', topics: [{ name: 't', partitions: [{ partitionIndex: 0 }] }] }
  const forgettings = {
    deleted: (state: GroupState) => deleteOffsets(state, asWell).records,
    gone: (state: GroupState) => forgottenWithTopics(state, (topic) => topic === 't').get('g')!,
  }
  for (const [how, forget] of Object.entries(forgettings)) {
    const state = new GroupState()
    state.apply(commit(6n), { offset: 0n, producerId: 9n })

    for (const record of forget(state)) state.apply(record, { offset: 1n, producerId: undefined })

    deepEqual(state.endTransaction(9n, 'commit'), [], how)
    equal(toldBy(state)[0], -1n, how)
  }
})

test('a namesake of a topic that is gone keeps its offsets, pending ones too', () => {
  const state = withPending()
  deepEqual([...forgottenWithTopics(state, (_, topicId) => topicId !== zeroUuid)], [])
})
