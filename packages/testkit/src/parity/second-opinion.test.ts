import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'

import type { Performance } from './perform.ts'
import type { Played } from './play-for-both.ts'
import type { Scenario } from './scenario.ts'
import { withSecondOpinion } from './second-opinion.ts'

const apiKey = ApiKey.Heartbeat

function scenario(name: string): Scenario {
  return { name, apiKey, version: 4, play: () => Promise.resolve() }
}

function answered(errorCode: number): Performance {
  return {
    transcript: [{ apiKey, version: 4, outcome: { kind: 'answered', answer: { errorCode } } }],
  }
}

const failed: Performance = { transcript: [], mishap: 'it fell over' }

function played(of: Scenario, theirs: Performance, ours: Performance): Played {
  return { scenario: of, nowMs: 1_000, theirs, ours }
}

/** Which scenarios are played again, and which plays count in the end. */
async function opinion(
  first: readonly Played[],
  again: readonly Played[],
): Promise<{ asked: readonly string[]; kept: boolean; fickle: readonly string[] }> {
  let asked: readonly string[] = []
  const result = await withSecondOpinion(first, (scenarios) => {
    asked = scenarios.map((one) => `${one.scenario.name} at ${one.nowMs}`)
    return Promise.resolve(again)
  })
  const fickle = result.fickle.map((one) => one.scenario.name)
  return { asked, kept: result.played.every((one) => first.includes(one)), fickle }
}

const [one, other] = [scenario('one'), scenario('other')]
const same = played(other, answered(0), answered(0))

test('what is the same is not played again', async () => {
  deepEqual(await opinion([same], []), { asked: [], kept: true, fickle: [] })
})

test('Apache Kafka may change its mind', async () => {
  for (const theirs of [answered(16), failed]) {
    const first = [same, played(one, theirs, answered(0))]
    const again = [played(one, answered(0), answered(0))]
    const expected = { asked: ['one at 1000'], kept: false, fickle: ['one'] }
    deepEqual(await opinion(first, again), expected)
  }
})

test('Barnabus may not, and neither is a difference forgiven that comes again', async () => {
  const first = [played(one, answered(16), answered(0))]
  for (const [theirs, ours] of [
    [answered(16), answered(16)],
    [answered(16), answered(0)],
    [answered(27), answered(0)],
    [answered(0), failed],
    [failed, answered(0)],
  ] as const) {
    const expected = { asked: ['one at 1000'], kept: true, fickle: [] }
    deepEqual(await opinion(first, [played(one, theirs, ours)]), expected)
  }
})

test('a mishap of ours is told at once, and so is what differs in many scenarios', async () => {
  const mishap = played(one, answered(0), failed)
  deepEqual(await opinion([mishap], []), { asked: [], kept: true, fickle: [] })
  const many = Array.from({ length: 11 }, (_, index) => {
    return played(scenario(`number ${index}`), answered(16), answered(0))
  })
  deepEqual(await opinion(many, []), { asked: [], kept: true, fickle: [] })
})
