/**
 * Publishes messages of many keys at a steady rate, of which some fail once, and tells how long
 * those took that neither fail nor wait behind one that does.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'

import { connect, topic } from '@barnabus/bus'

const { values } = parseArgs({
  options: {
    bootstrap: { type: 'string', default: '127.0.0.1:9092' },
    failing: { type: 'string', default: '0' },
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
  },
})
const [failingPercent, rate, seconds] = [values.failing, values.rate, values.seconds].map(
  Number,
) as [number, number, number]
const keys = 1000
const tickMs = 10
const delayMs = 500
const count = rate * seconds

interface Work {
  readonly dueMs: number
  readonly fails: boolean
}

const work = topic<Work>(`failing-keys-${randomUUID()}`)
await using bus = await connect({ 'bootstrap.servers': values.bootstrap })
const tookMs: number[] = []
const failedMs = new Map<number, number>()
const lateMs: number[] = []
const troubled = new Set<string>()
let handled = 0
const done = Promise.withResolvers<void>()
const retry = { delays: [delayMs, '2s'] } as const
await bus.handle(work, { group: 'g', retry }, ({ key, value, attempt }) => {
  if (value.fails && attempt === 1) {
    troubled.add(key!)
    failedMs.set(value.dueMs, performance.now())
    throw new Error('not now')
  }
  if (value.fails) lateMs.push(performance.now() - failedMs.get(value.dueMs)! - delayMs)
  if (!troubled.has(key!)) tookMs.push(performance.now() - value.dueMs)
  handled += 1
  if (handled === count) done.resolve()
})
await bus.publish(work, { key: 'warm', value: { dueMs: performance.now(), fails: false } })
handled -= 1
const startMs = performance.now() + 4000 // The group forms meanwhile.
for (let sent = 0; sent < count;) {
  const nowMs = performance.now()
  for (; sent < count && startMs + (sent * 1000) / rate <= nowMs; sent += 1) {
    const key = sent % keys
    // A few keys fail, again and again; the others never do.
    const fails = key % 100 < failingPercent && Math.floor(sent / keys) % 4 === 0
    const dueMs = startMs + (sent * 1000) / rate
    void bus.publish(work, { key: `k${key}`, value: { dueMs, fails } })
  }
  await new Promise((resolve) => setTimeout(resolve, tickMs))
}
await done.promise
console.log(
  JSON.stringify({
    p50Ms: at(tookMs, 0.5),
    p99Ms: at(tookMs, 0.99),
    ...(lateMs.length > 0 && { earliestMs: at(lateMs, 0), late99Ms: at(lateMs, 0.99) }),
  }),
)

function at(all: readonly number[], share: number): number {
  const sorted = all.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length * share)] ?? NaN
}
