import type { Outcome, Step } from '../model/operation.ts'
import type { Answer, CommandStep, Interim, WorkCommand } from './client-process.ts'
import { byKey, keyOf } from './keys.ts'
import { hashOfLine, valueOf, type RecordLine } from './record-line.ts'
import type { Told } from './recorder.ts'

export type ToldWork = Extract<Told, { kind: 'send' | 'poll' | 'txn' }>

/** What a client answered, as an operation of a history. */
export function toldWork(command: WorkCommand, answer: Answer, group: string): ToldWork {
  const steps = command.steps.map((step, index) => toldStep(step, answer.steps?.[index]))
  const { outcome, reason, offsets, rebalanced } = answer
  return {
    kind: command.do,
    outcome,
    steps,
    ...(reason === undefined ? {} : { reason }),
    ...(rebalanced === undefined ? {} : { rebalanced: rebalanced.map(keyOf) }),
    ...(offsets === undefined ? {} : { commits: { group, offsets: byKey(offsets) } }),
  }
}

/** What is known if the client ended without an answer, but perhaps after an interim one. */
export function untold(
  command: WorkCommand,
  interim: Interim | undefined,
  group: string,
): ToldWork {
  const answer = { ...interim, outcome: outcomeOfSilence(command), reason: 'client ended' }
  return toldWork(command, answer, group)
}

/** A poll alone has no effect, and a transaction of which no commit was asked for never will. */
function outcomeOfSilence(command: WorkCommand): Outcome {
  if (command.do === 'poll' && !command.offsets) return 'fail'
  return command.do === 'txn' && !command.commit ? 'fail' : 'info'
}

type AnsweredStep = NonNullable<Answer['steps']>[number]

function toldStep(step: CommandStep, answered: AnsweredStep | undefined): Step {
  if ('poll' in step) {
    return { kind: 'poll', records: (answered?.records ?? []).map(seenRecord) }
  }
  const { send: line } = step
  return {
    kind: 'send',
    key: keyOf(line.partition),
    value: valueOf(line),
    offset: answered?.offset ?? null,
    hash: hashOfLine(line),
  }
}

function seenRecord(line: RecordLine): Extract<Step, { kind: 'poll' }>['records'][number] {
  const { partition, offset = -1 } = line
  return { key: keyOf(partition), offset, value: valueOf(line), hash: hashOfLine(line) }
}
