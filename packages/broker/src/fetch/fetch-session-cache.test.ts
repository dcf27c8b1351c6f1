import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { systemRandom, type Clock } from '@barnabus/base'
import { ErrorCode, zeroUuid } from '@barnabus/protocol'

import { FetchSessionCache, type FetchContext } from './fetch-session-cache.ts'
import type { FetchTarget, FetchedPartition, PartitionAnswer } from './fetch-target.ts'

const minuteMs = 60_000

/** A cache, the hand of its clock, and the moves of a client that fetches from topic "t". */
function newCache(slotsMax = 1000) {
  let nowMs = 0
  const clock: Clock = {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    after: () => ({ cancel: () => undefined }),
    endOfTurn: () => undefined,
  }
  const cache = new FetchSessionCache({ slotsMax, clock, random: systemRandom })
  const begin = (
    sessionId: number,
    sessionEpoch: number,
    targets: readonly FetchTarget[] = [],
    forgotten: readonly number[] = [],
    usesTopicIds = false,
  ): FetchContext =>
    cache.begin({
      sessionId,
      sessionEpoch,
      usesTopicIds,
      targets,
      forgotten: forgotten.map((partition) => ({ topicId: zeroUuid, topic: 't', partition })),
    })
  const openWith = (count: number): number => {
    const targets = Array.from({ length: count }, (_, partition) => target(partition))
    return cache.conclude(begin(0, 0, targets), answersTo(targets)).sessionId
  }
  return { cache, begin, openWith, passMs: (ms: number) => (nowMs += ms) }
}

function target(partition: number, fetchOffset = 0n): FetchTarget {
  return {
    topicId: zeroUuid,
    topic: 't',
    partition,
    fetchOffset,
    maxBytes: 1000,
    currentLeaderEpoch: -1,
    lastFetchedEpoch: -1,
  }
}

function answersTo(
  targets: readonly FetchTarget[],
  news: Readonly<Record<number, Partial<PartitionAnswer>>> = {},
): FetchedPartition[] {
  return targets.map((one) => ({
    target: one,
    answer: {
      partitionIndex: one.partition,
      errorCode: ErrorCode.none,
      highWatermark: 5n,
      logStartOffset: 0n,
      abortedTransactions: null,
      records: [],
      ...news[one.partition],
    },
  }))
}

function partitionsOf(context: FetchContext): number[] {
  return context.kind === 'refused' ? [] : context.targets.map(({ partition }) => partition)
}

function answered(fetched: readonly FetchedPartition[]): number[] {
  return fetched.map(({ target: { partition } }) => partition)
}

test('a request without a session is answered in full, under id 0', () => {
  const { cache, begin } = newCache()
  const targets = [target(0), target(1)]

  const context = begin(0, -1, targets)
  const { sessionId, fetched } = cache.conclude(context, answersTo(targets))

  equal(context.kind, 'sessionless')
  equal(sessionId, 0)
  deepEqual(answered(fetched), [0, 1])
  equal(cache.sessionCount, 0)
})

test('an incremental answer holds only what the consumer does not know yet', () => {
  const { cache, begin, openWith } = newCache()
  const id = openWith(4)

  const second = begin(id, 1)
  deepEqual(partitionsOf(second), [0, 1, 2, 3])
  const changes = { 1: { highWatermark: 6n }, 2: { logStartOffset: 3n } }
  const { sessionId, fetched } = cache.conclude(second, answersTo(contextTargets(second), changes))
  equal(sessionId, id)
  deepEqual(answered(fetched), [1, 2])

  const third = begin(id, 2)
  const again = cache.conclude(third, answersTo(contextTargets(third), changes))
  deepEqual(answered(again.fetched), [], 'the same news is no news')
})

test('an error is told every time, and so is its end', () => {
  const { cache, begin, openWith } = newCache()
  const id = openWith(2)
  const failed = { errorCode: ErrorCode.kafkaStorageError, highWatermark: -1n }

  for (const epoch of [1, 2]) {
    const context = begin(id, epoch)
    const { fetched } = cache.conclude(context, answersTo(contextTargets(context), { 0: failed }))
    deepEqual(answered(fetched), [0])
  }
  const context = begin(id, 3)
  const { fetched } = cache.conclude(context, answersTo(contextTargets(context)))
  deepEqual(answered(fetched), [0])
})

test('a partition that gave data goes to the end of the queue', () => {
  const { cache, begin, openWith } = newCache()
  const id = openWith(3)

  const full = begin(id, 1)
  const records = [new Uint8Array(100)]
  cache.conclude(full, answersTo(contextTargets(full), { 0: { records } }))

  deepEqual(partitionsOf(begin(id, 2)), [1, 2, 0])
})

test('a session follows what its requests add, move and forget', () => {
  const { begin, openWith } = newCache()
  const id = openWith(2)

  const context = begin(id, 1, [target(1, 77n), target(5)], [0])

  deepEqual(partitionsOf(context), [1, 5])
  deepEqual(
    contextTargets(context).map(({ fetchOffset }) => fetchOffset),
    [77n, 0n],
  )
})

test('a session that forgets its last partition is closed', () => {
  const { cache, begin, openWith } = newCache()
  const id = openWith(1)

  equal(begin(id, 1, [], [0]).kind, 'sessionless')
  equal(cache.sessionCount, 0)
})

test('wrong ids, epochs and ways to name topics are refused, each with its own error', () => {
  const { begin, openWith } = newCache()
  const id = openWith(1)

  deepEqual(begin(id + 1, 1), refusal(ErrorCode.fetchSessionIdNotFound))
  deepEqual(begin(id, 2), refusal(ErrorCode.invalidFetchSessionEpoch))
  deepEqual(begin(id, 1, [], [], true), refusal(ErrorCode.fetchSessionTopicIdError))
  equal(begin(id, 1).kind, 'incremental', 'none of them has harmed the session')
})

test('of two requests with the same epoch only the first is answered with data', () => {
  const { cache, begin, openWith } = newCache()
  const id = openWith(1)

  const first = begin(id, 1)
  deepEqual(begin(id, 1), refusal(ErrorCode.invalidFetchSessionEpoch))
  begin(id, 2)
  const late = cache.conclude(first, answersTo(contextTargets(first)))

  equal(late.errorCode, ErrorCode.invalidFetchSessionEpoch)
  deepEqual(late.fetched, [])
})

test('epoch 0 and epoch -1 close the session that they name', () => {
  const { cache, begin, openWith } = newCache()

  begin(openWith(1), -1)
  equal(cache.sessionCount, 0)
  begin(openWith(1), 0, [target(0)])
  equal(cache.sessionCount, 0)
})

test('with all slots in use a new session is not opened', () => {
  const { cache, openWith } = newCache(2)
  openWith(1)
  openWith(1)

  equal(openWith(50), 0, 'the others are too young to make room')
  equal(cache.sessionCount, 2)
})

test('a session idle for two minutes makes room for any other', () => {
  const { begin, openWith, passMs } = newCache(2)
  const idle = openWith(50)
  const busy = openWith(50)
  passMs(2 * minuteMs)
  begin(busy, 1)
  passMs(1)

  const id = openWith(1)

  equal(id > 0, true)
  deepEqual(begin(idle, 1), refusal(ErrorCode.fetchSessionIdNotFound))
  equal(begin(busy, 2).kind, 'incremental')
})

test('the smallest session older than two minutes makes room for a larger one only', () => {
  const { begin, openWith, passMs } = newCache(2)
  const small = openWith(3)
  const large = openWith(9)
  passMs(2 * minuteMs)
  begin(small, 1)
  begin(large, 1)
  passMs(1)

  equal(openWith(3), 0)
  equal(openWith(4) > 0, true)
  deepEqual(begin(small, 2), refusal(ErrorCode.fetchSessionIdNotFound))
  equal(begin(large, 2).kind, 'incremental')
})

function contextTargets(context: FetchContext): readonly FetchTarget[] {
  return context.kind === 'refused' ? [] : context.targets
}

function refusal(errorCode: ErrorCode): FetchContext {
  return { kind: 'refused', errorCode }
}
