import type { Random } from '@barnabus/base'

import type { Key } from '../model/operation.ts'
import type { CommandStep, WorkCommand } from './client-process.ts'
import type { Frontier } from './frontier.ts'
import { partitionOf } from './keys.ts'
import { randomLine, type RecordLine } from './record-line.ts'

const stepsMax = 4
const pollMsMax = 150
const abortOneIn = 10
const pauseOneIn = 8
const pauseMsMax = 400

/** What a random command may build on. */
export interface Sources {
  readonly random: Random
  readonly frontier: Frontier
  readonly nextValue: () => string
  readonly nowMs: () => number
}

/**
 * Up to four sends and polls as one transaction; one in ten is aborted on purpose. Who
 * subscribed always commits where it has come, and now and then takes its time before: partitions
 * may change hands meanwhile.
 */
export function randomTransaction(sources: Sources, isSubscribed: boolean): WorkCommand {
  const { random } = sources
  const steps = Array.from({ length: 1 + random.below(stepsMax) }, () => randomStep(sources))
  const commit = random.below(abortOneIn) > 0
  const takesItsTime = isSubscribed && random.below(pauseOneIn) === 0
  const pauseMs = takesItsTime ? random.below(pauseMsMax) : 0
  return { do: 'txn', steps, commit, offsets: isSubscribed || random.below(2) === 0, pauseMs }
}

/** One send or one poll by itself; a third of the polls commit, of who subscribed all do. */
export function randomSingle(sources: Sources, isSubscribed: boolean): WorkCommand {
  const step = randomStep(sources)
  const offsets = 'poll' in step && (isSubscribed || sources.random.below(3) === 0)
  return { do: 'send' in step ? 'send' : 'poll', steps: [step], offsets }
}

/**
 * Where to read from now on. A third of the time that is where something acknowledged has not been
 * polled by anybody; otherwise some keys, each from its start or from where this client has come.
 */
export function randomAssignment(
  { random, frontier }: Sources,
  reached: ReadonlyMap<Key, number>,
): Readonly<Record<Key, number>> {
  const unpolled = random.below(3) === 0 ? frontier.someUnpolled(random) : undefined
  if (unpolled !== undefined) return { [unpolled.key]: unpolled.offset }
  const chosen = frontier.keys.filter(() => random.below(2) === 0)
  const keys = chosen.length > 0 ? chosen : [frontier.keys[random.below(frontier.keys.length)]!]
  return Object.fromEntries(
    keys.map((key) => [key, random.below(4) === 0 ? 0 : (reached.get(key) ?? 0)]),
  )
}

function randomStep(sources: Sources): CommandStep {
  const { random } = sources
  return random.below(2) === 0 ? { poll: random.below(pollMsMax) } : { send: someLine(sources) }
}

function someLine({ random, frontier, nextValue, nowMs }: Sources): RecordLine {
  const key = frontier.keys[random.below(frontier.keys.length)]!
  return randomLine(nextValue(), partitionOf(key), nowMs(), random)
}
