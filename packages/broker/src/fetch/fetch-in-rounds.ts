import type { ReadLimit } from '@barnabus/log'

import type { RequestContext } from '../define-api.ts'
import { FetchAllowance } from './fetch-allowance.ts'
import type { FetchTarget } from './fetch-target.ts'
import { lookAtPartition, type Look } from './look-at-partition.ts'
import { readAnswers, type Round } from './read-answers.ts'
import type { ReadAccount } from './read-memory.ts'
import { visibleBytesOf } from './waiting-room.ts'

/** What a fetch wants, after our own limits. */
export interface FetchTerms {
  readonly targets: readonly FetchTarget[]
  readonly upTo: ReadLimit
  readonly minBytes: number
  readonly maxBytes: number
  readonly maxWaitMs: number
}

/**
 * Looks, reads, and waits for more, until there is enough, or something else to report, or nothing
 * left to wait for.
 *
 * What is read counts against `memory`; the caller settles it when the answer has left.
 */
export async function fetchInRounds(
  context: RequestContext,
  memory: ReadAccount,
  terms: FetchTerms,
): Promise<Round> {
  const { clock } = context.broker.env
  const deadlineMs = clock.monotonicMs() + terms.maxWaitMs
  let isLastRound = terms.maxWaitMs <= 0
  for (;;) {
    const looks = terms.targets.map((target) => lookAtPartition(context, target, terms.upTo))
    const partitions = looks.flatMap((look) => (look.kind === 'final' ? [] : [look.partition]))
    const visibleBytesBefore = visibleBytesOf(partitions)
    const round = await readRound(terms, looks, memory)
    if (isLastRound || round.isFinal || round.sizeBytes >= terms.minBytes) return round

    memory.settle(0)
    const end = await context.broker.fetching.waitingRoom.wait({
      partitions,
      visibleBytesBefore,
      // A marker of a few bytes may decide about very many.
      neededBytes: terms.upTo === 'lastStable' ? 1 : Math.max(1, terms.minBytes - round.sizeBytes),
      delayMs: deadlineMs - clock.monotonicMs(),
      closed: context.connection.closed,
    })
    isLastRound = end === 'over'
  }
}

async function readRound(
  terms: FetchTerms,
  looks: readonly Look[],
  memory: ReadAccount,
): Promise<Round> {
  const wantedBytes = Math.min(terms.maxBytes, readableBytes(terms.targets, looks))
  const allowance = new FetchAllowance(memory.reserve(wantedBytes))
  const round = await readAnswers(terms.targets, looks, terms.upTo, allowance)
  memory.settle(round.sizeBytes)
  return round
}

/** At most what could be read, so that nobody reserves 50 MB to read the newest batch. */
function readableBytes(targets: readonly FetchTarget[], looks: readonly Look[]): number {
  let sum = 0
  for (const [index, look] of looks.entries()) {
    if (look.kind !== 'readable') continue
    sum += Math.max(0, Math.min(targets[index]!.maxBytes, look.partition.log.sizeBytes))
  }
  return sum
}
