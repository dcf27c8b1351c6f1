import { ErrorCode } from '@barnabus/protocol'

import { noProducerEpoch, noProducerId, type Transaction } from './transaction.ts'

/** What a client is told. */
export interface ProducerAnswer {
  readonly errorCode: ErrorCode
  /** -1: not told. */
  readonly producerId: bigint
  /** -1: not told. */
  readonly producerEpoch: number
}

/** What is decided about a transactional id. */
export type Verdict =
  /** Nothing changes. */
  | { readonly kind: 'answered'; readonly answer: ProducerAnswer }
  /** It becomes `next`. */
  | { readonly kind: 'changed'; readonly next: Transaction; readonly answer: ProducerAnswer }
  /** Its transaction ends: first it becomes `next`, then its markers are written. */
  | { readonly kind: 'ended'; readonly next: Transaction; readonly answer: ProducerAnswer }
  /** To be decided anew, with a producer id that nobody has. */
  | { readonly kind: 'needs-producer-id' }

/** When it is decided, and with what. */
export interface Terms {
  readonly nowMs: number
  /** A producer id that nobody has; undefined: ask for one if it is needed. */
  readonly newProducerId: bigint | undefined
}

export function answerOf(errorCode: ErrorCode): ProducerAnswer {
  return { errorCode, producerId: noProducerId, producerEpoch: noProducerEpoch }
}

/** Nothing changes, but for what the client knows now. */
export function refuse(errorCode: ErrorCode): Verdict {
  return { kind: 'answered', answer: answerOf(errorCode) }
}

/** Tells the producer who it is. */
export function toProducer({ producerId, producerEpoch }: Transaction): ProducerAnswer {
  return { errorCode: ErrorCode.none, producerId, producerEpoch }
}
