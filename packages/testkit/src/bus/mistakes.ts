import type { SourceMistake } from '../planted/source-mistake.ts'

/** A mistake in the bus, and the tests of which one has to notice it. */
export interface Mistake extends SourceMistake {
  /** Below packages/bus/src. */
  readonly noticedBy: string
  /** Which of the tests in that file. */
  readonly pattern: string
}

/** Mistakes that someone could make, one in each promise of the bus. */
export const mistakes: readonly Mistake[] = [
  {
    name: 'offsets are committed before what was published is sent',
    file: 'bus/src/settle/settlement.ts',
    right: 'const failed = hasOutputs ? await this.send(round) : []',
    wrong: 'await this.commit(round); const failed = hasOutputs ? await this.send(round) : []',
    noticedBy: 'crashes.test.ts',
    pattern: 'at-least-once: before-outputs',
  },
  {
    name: 'a message that goes on is not in one transaction with its offset',
    file: 'bus/src/settle/settlement.ts',
    right: "(step) => step.outcome.kind !== 'done' || (isExact &&",
    wrong: '(step) => (isExact &&',
    noticedBy: 'crashes.test.ts',
    pattern: 'at-least-once: transaction-sent, time 1',
  },
  {
    name: 'offsets are committed behind the transaction',
    file: 'bus/src/settle/settlement.ts',
    right: 'await transaction.sendOffsets(round.offsets(), round.member)',
    wrong: 'void round.member',
    noticedBy: 'crashes.test.ts',
    pattern: 'exactly-once: transaction-offsets-sent',
  },
  {
    name: 'at most once is handled before it is committed',
    file: 'bus/src/handle/rounds.ts',
    right: "if (delivery === 'at-most-once') {",
    wrong: "if (delivery === ('never' as string)) {",
    noticedBy: 'crashes.test.ts',
    pattern: 'at-most-once: before-commit',
  },
  {
    name: 'attempts are forgotten on the way to a retry tier',
    file: 'bus/src/settle/records-of.ts',
    right: 'attempts: work.attempts + (isFailed ? 1 : 0)',
    wrong: 'attempts: isFailed ? 0 : 0',
    noticedBy: 'handle/sources.test.ts',
    pattern: 'R28',
  },
  {
    name: 'what waits is not read when partitions are assigned',
    file: 'bus/src/handle/ownership.ts',
    right: 'await readPending(waiting, reader,',
    wrong: 'await readPending([], reader,',
    noticedBy: 'retry/waiting.test.ts',
    pattern: 'R11',
  },
  {
    name: 'messages do not wait for earlier ones of their key',
    file: 'bus/src/retry/pending-keys.ts',
    right: 'first !== undefined && first.offset < offset',
    wrong: 'first !== undefined && first.offset < 0n',
    noticedBy: 'retry/waiting.test.ts',
    pattern: 'R11',
  },
  {
    name: 'messages are tried again before they are due',
    file: 'bus/src/handle/admission.ts',
    right: 'return Math.min(dueMs - nowMs, delayMs)',
    wrong: 'return Math.min(dueMs - nowMs, delayMs) - 1400',
    noticedBy: 'retry/due.test.ts',
    pattern: 'R8: who',
  },
  {
    name: 'a round is settled as the member that we are now',
    file: 'bus/src/settle/settlement.ts',
    right: 'await transaction.sendOffsets(round.offsets(), round.member)',
    wrong:
      'const { groupId, memberId, generationId } = this.#options.consumer.groupMetadata; ' +
      'await transaction.sendOffsets(round.offsets(), { groupId, memberId, generationId })',
    noticedBy: 'handle/members.test.ts',
    pattern: 'R35',
  },
  {
    name: 'headers of a publisher are believed',
    file: 'bus/src/handle/admission.ts',
    right: 'const journey = isSource ? undefined : readJourney(record)',
    wrong: 'const journey = readJourney(record)',
    noticedBy: 'handle/sources.test.ts',
    pattern: 'R22',
  },
  {
    name: 'what cannot be written is skipped',
    file: 'bus/src/handle/rounds.ts',
    right: 'holds.hold({ topic, partition }, offset, waits.get(partition) ?? pauseMs)',
    wrong: 'holds.pause({ topic, partition }, waits.get(partition) ?? Number(offset))',
    noticedBy: 'handle/stall.test.ts',
    pattern: 'R3',
  },
  {
    name: 'what a failed attempt has published is sent',
    file: 'bus/src/handle/attempts.ts',
    right: 'const called = (): unknown => handler(message, context)',
    wrong:
      'const called = async (): Promise<unknown> => await (async () => await handler(message, context))().catch((error: unknown) => { if (outputs.length === 0) throw error })',
    noticedBy: 'bus.test.ts',
    pattern: 'failed attempt',
  },
  {
    name: 'a receipt is not in one transaction with the offset',
    file: 'bus/src/settle/settlement.ts',
    right: '(isExact && this.#hasOutputs(step))',
    wrong: "(isExact && 'outputs' in step.outcome && step.outcome.outputs.length > 0)",
    noticedBy: 'receipts/crashes.test.ts',
    pattern: 'exactly-once: one receipt for each message: after-outputs',
  },
  {
    name: 'what asks for a receipt is sent before receipts can be read',
    file: 'bus/src/receipts/mailbox.ts',
    right: 'await this.ready(signal)',
    wrong: 'void this.ready(signal)',
    noticedBy: 'receipts/receipts.test.ts',
    pattern: 'D4.1',
  },
  {
    name: 'a request is handled when nobody waits any longer',
    file: 'bus/src/receipts/reporting.ts',
    right: 'return ask.deadlineMs < this.#options.clock.nowMs()',
    wrong: 'return ask.deadlineMs < 0',
    noticedBy: 'requests/requests.test.ts',
    pattern: 'D4.8: a request whose time is over',
  },
  {
    name: 'replies are not read when partitions are assigned',
    file: 'bus/src/handle/ownership.ts',
    right: 'for (const memory of memories) await memory.recall(numbers)',
    wrong: 'void numbers',
    noticedBy: 'requests/repeated.test.ts',
    pattern: 'also from another responder',
  },
  {
    name: 'a dead letter is redriven outside of the transaction with its decision',
    file: 'bus/src/dead-letters/decision-writer.ts',
    right: 'await this.writeRecords([...consequences, ...records])',
    wrong: 'await this.writeRecords(consequences); await this.writeRecords(records)',
    noticedBy: 'dead-letters/redrive-crashes.test.ts',
    pattern: 'decision-committed, time 1',
  },
  {
    name: 'an operator does not read what others have decided',
    file: 'bus/src/dead-letters/decision-writer.ts',
    right: 'await readPending([from], reader, (record) => this.#decisions.apply(record))',
    wrong:
      'await readPending([], reader, (record) => this.#decisions.apply({ ...record, ...from }))',
    noticedBy: 'dead-letters/redrive.test.ts',
    pattern: 'R23: the second redrive',
  },
  {
    name: 'a dead letter is redriven to everybody',
    file: 'bus/src/dead-letters/redrive.ts',
    right: 'redrivenRecord(letter, this.#redrive, topics.redriveTopic)',
    wrong: 'redrivenRecord(letter, this.#redrive, this.#desk.source)',
    noticedBy: 'dead-letters/redrive.test.ts',
    pattern: 'R24',
  },
  {
    name: 'it is forgotten on the way that a message was redriven',
    file: 'bus/src/settle/records-of.ts',
    right: 'redrive: work.redrive,',
    wrong: 'redrive: undefined,',
    noticedBy: 'dead-letters/redrive.test.ts',
    pattern: 'R20',
  },
  {
    name: 'what was taken back is handled nevertheless',
    file: 'bus/src/dead-letters/undone.ts',
    right: 'return this.#redrives.has(redrive.id)',
    wrong: "return redrive.id === ''",
    noticedBy: 'dead-letters/undo.test.ts',
    pattern: 'what the group has not got to',
  },
  {
    name: 'whoever comes back to a stream of receipts is told everything again',
    file: 'bus/src/receipts/receipt-stream.ts',
    right: 'known?.offsets[partition] ?? offset',
    wrong: 'offset',
    noticedBy: 'receipts/receipt-stream.test.ts',
    pattern: 'whoever was away',
  },
  {
    name: 'the ticket of a large reply is forgotten when its partition moves',
    file: 'bus/src/requests/stored-replies.ts',
    right: 'claim: ticketIn(record) }',
    wrong: 'claim: undefined }',
    noticedBy: 'requests/large-replies.test.ts',
    pattern: 'next responder repeats',
  },
  {
    name: 'what goes round begins anew with each retry',
    file: 'bus/src/messages/bus-headers.ts',
    right: 'new Set([...Object.values(askHeaders), hopsHeader])',
    wrong: 'new Set([...Object.values(askHeaders)])',
    noticedBy: 'envelope/envelope.test.ts',
    pattern: 'R20',
  },
]
