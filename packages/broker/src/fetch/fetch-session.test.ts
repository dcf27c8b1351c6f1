import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, zeroUuid } from '@barnabus/protocol'
import fc from 'fast-check'

import { FetchSession } from './fetch-session.ts'
import type { FetchTarget, FetchedPartition } from './fetch-target.ts'

/** What is true of a partition at one moment. */
interface Truth {
  readonly errorCode: ErrorCode
  readonly highWatermark: bigint
  readonly logStartOffset: bigint
}

const truth = fc.record({
  errorCode: fc.constantFrom(ErrorCode.none, ErrorCode.none, ErrorCode.notLeaderOrFollower),
  highWatermark: fc.bigInt(0n, 3n),
  logStartOffset: fc.bigInt(0n, 2n),
})
const moment = fc.array(truth, { minLength: 4, maxLength: 4 })

test('a consumer that hears only of changes knows everything', () => {
  fc.assert(
    fc.property(moment, fc.array(moment), (first, moments) => {
      const session = new FetchSession({
        id: 1,
        usesTopicIds: false,
        nowMs: 0,
        fetched: first.map((true_, partition) => fetchedAt(target(partition), true_)),
      })
      const known = [...first]

      for (const now of moments) {
        const fetched = session.targets().map((one) => fetchedAt(one, now[one.partition]!))
        const changes = session.changesIn(fetched)

        for (const { target: changed } of changes)
          known[changed.partition] = now[changed.partition]!
        deepEqual(known.map(whatMatters), now.map(whatMatters))
      }
    }),
  )
})

/** While a partition is in error, its offsets say nothing. */
function whatMatters(true_: Truth): unknown {
  return true_.errorCode === ErrorCode.none ? { ...true_ } : true_.errorCode
}

function target(partition: number): FetchTarget {
  const unsaid = { currentLeaderEpoch: -1, lastFetchedEpoch: -1 }
  return { topicId: zeroUuid, topic: 't', partition, fetchOffset: 0n, maxBytes: 1, ...unsaid }
}

function fetchedAt(one: FetchTarget, true_: Truth): FetchedPartition {
  const { errorCode } = true_
  const offsets = errorCode === ErrorCode.none ? true_ : { highWatermark: -1n }
  const rest = { abortedTransactions: null, records: [] }
  return { target: one, answer: { partitionIndex: one.partition, ...offsets, errorCode, ...rest } }
}
