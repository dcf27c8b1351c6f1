import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock, silentLogger, type LogFacts } from '@barnabus/base'

import { RateLimitedLog } from './rate-limited-log.ts'

function rehearsal(): { clock: ManualClock; log: RateLimitedLog; lines: LogFacts[] } {
  const clock = new ManualClock()
  const lines: LogFacts[] = []
  const logger = { ...silentLogger, warn: (facts: LogFacts) => void lines.push(facts) }
  return { clock, lines, log: new RateLimitedLog(logger, clock) }
}

test('a source gets one line a second, and then the count of those it did not get', () => {
  const { clock, lines, log } = rehearsal()
  for (let line = 0; line < 5; line += 1) log.warn('10.0.0.1', { line }, 'bad frame')
  log.warn('10.0.0.2', { line: 'other' }, 'bad frame')
  clock.advance(1000)
  log.warn('10.0.0.1', { line: 5 }, 'bad frame')

  deepEqual(lines, [{ line: 0 }, { line: 'other' }, { line: 5, suppressed: 4 }])
})

test('a crowd of sources shares one line a second, so that it cannot fill memory or disk', () => {
  const { lines, log } = rehearsal()
  for (let source = 0; source < 5000; source += 1) log.warn(`peer ${source}`, {}, 'bad frame')

  equal(lines.length, 1025)
})
