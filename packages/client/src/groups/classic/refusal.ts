import { ErrorCode } from '@barnabus/protocol'

import type { KafkaError } from '../../errors/kafka-error.ts'

/** What a coordinator's refusal means for a member. */
export type Refusal =
  /** The group is on its way to another generation: join that. */
  | 'rebalancing'
  /** Out of the generation, and still known by the id. */
  | 'out-of-generation'
  /** Not known at all any more. */
  | 'unknown'
  /** Another one has taken the place of this static member. */
  | 'replaced'

const refusals: ReadonlyMap<number, Refusal> = new Map<ErrorCode, Refusal>([
  [ErrorCode.rebalanceInProgress, 'rebalancing'],
  [ErrorCode.illegalGeneration, 'out-of-generation'],
  [ErrorCode.unknownMemberId, 'unknown'],
  [ErrorCode.fencedInstanceId, 'replaced'],
])

/** Undefined: it says nothing about the membership. */
export function refusalIn({ errorCode }: KafkaError): Refusal | undefined {
  return refusals.get(errorCode)
}
