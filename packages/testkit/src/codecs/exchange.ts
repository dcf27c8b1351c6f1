/** Sends messages both ways between our codecs and those of another implementation. */
import type { Direction } from './direction.ts'
import type { ForeignMessages } from './foreign-messages.ts'
import { headerQuestions } from './header-questions.ts'
import type { KnownDifference } from './known-differences.ts'
import { messageQuestions } from './message-questions.ts'
import type { Question } from './question.ts'
import { recordQuestions } from './record-questions.ts'
import type { Subject } from './subject.ts'

/** A message that came back changed, or not at all. */
export interface Difference {
  readonly question: Question
  readonly detail: string
}

/** What came of all messages. */
export interface Findings {
  /** What is wrong and not excused. */
  readonly differences: readonly Difference[]
  /** How many messages came back as they were sent, by direction. */
  readonly same: ReadonlyMap<Direction, number>
  /** How often a listed difference was met, 0 included. */
  readonly excused: ReadonlyMap<KnownDifference, number>
}

/** Exchanges every message in every version, and compressed records, `seeds` times each way. */
export async function exchange(
  foreign: ForeignMessages,
  subjects: readonly Subject[],
  seeds: number,
): Promise<Findings> {
  const questions = subjects.flatMap((subject) => messageQuestions(foreign, subject, seeds))
  if (foreign.knowsHeaders) questions.push(...headerQuestions(subjects))
  questions.push(...recordQuestions(foreign, seeds))
  const answers = await foreign.ask(questions.map(({ line }) => line))

  const differences: Difference[] = []
  const same = new Map<Direction, number>()
  const excused = new Map<KnownDifference, number>()
  questions.forEach((question, index) => {
    const { direction, excuse } = question
    const detail = question.judge(answers[index] ?? '!no answer')
    if (excuse !== undefined) count(excused, excuse, detail === undefined ? 0 : 1)
    if (detail === undefined) count(same, direction, 1)
    else if (excuse === undefined) differences.push({ question, detail })
  })
  return { differences, same, excused }
}

function count<Key>(counts: Map<Key, number>, key: Key, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}
