import type { IndexedHistory } from '../model/indexed-history.ts'
import type { Key, StoredLog, Watermarks } from '../model/operation.ts'
import { forEachWithHighestBefore } from '../model/real-time.ts'
import { failure, type Finding, type Property } from '../property.ts'

const inOrder = ['logStartOffset', 'lastStableOffset', 'highWatermark', 'logEndOffset'] as const

/**
 * Every answer keeps log start ≤ last stable offset ≤ high watermark ≤ log end
 * (`watermarks-out-of-order`), none of them goes back in time (`watermark-went-back`), and no high
 * watermark was ever above where the log ends at last (`watermark-beyond-end`).
 */
export const watermarks: Property = {
  name: 'watermarks',

  check({ operations }: IndexedHistory) {
    const answers = operations.filter((operation) => operation.kind === 'watermarks')
    const logs = operations.filter((operation) => operation.kind === 'log')
    const byKey = Map.groupBy(answers, ({ key }) => key)
    return [
      ...answers.flatMap(outOfOrder),
      ...logs.flatMap((log) =>
        outOfOrder({ ...log, kind: 'watermarks', logEndOffset: endOf(log) }),
      ),
      ...[...byKey].flatMap(([key, ofKey]) => wentBack(key, ofKey)),
      ...logs.flatMap((log) => beyondEnd(log, byKey.get(log.key) ?? [])),
    ]
  },
}

function outOfOrder(answer: Watermarks): readonly Finding[] {
  const said = inOrder.flatMap((name) => {
    const offset = answer[name]
    return offset === undefined ? [] : [{ name, offset }]
  })
  return said.slice(1).flatMap((upper, index) => {
    const lower = said[index]!
    if (lower.offset <= upper.offset) return []
    const what = `${lower.name} ${lower.offset} is above ${upper.name} ${upper.offset}`
    return [failure('watermarks-out-of-order', `${answer.key}: ${what}`)]
  })
}

function wentBack(key: Key, answers: readonly Watermarks[]): readonly Finding[] {
  return inOrder.flatMap((name) => {
    const said = answers.flatMap((attempt) => {
      const amount = attempt[name]
      return amount === undefined ? [] : [{ attempt, amount }]
    })
    const findings: Finding[] = []
    forEachWithHighestBefore(said, said, ({ amount }, highest) => {
      if (amount >= highest.amount) return
      const what = `${key}: ${name} ${amount} after ${highest.amount}`
      findings.push(failure('watermark-went-back', what))
    })
    return findings
  })
}

function beyondEnd(log: StoredLog, answers: readonly Watermarks[]): readonly Finding[] {
  return answers
    .filter(({ highWatermark = 0 }) => highWatermark > endOf(log))
    .map(({ highWatermark }) => {
      const what = `${log.key}: a high watermark of ${highWatermark}, but it ends at ${endOf(log)}`
      return failure('watermark-beyond-end', what)
    })
}

function endOf({ batches, highWatermark }: StoredLog): number {
  const last = batches.at(-1)
  return last === undefined ? highWatermark : last.lastOffset + 1
}
