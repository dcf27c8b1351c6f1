import type { ErrorCode } from '@barnabus/protocol'

/** Why something is not done, in Kafka's terms. */
export interface Refusal {
  readonly errorCode: ErrorCode
  readonly errorMessage: string
}

/** Whether a check ended with a refusal. */
export function isRefusal(outcome: unknown): outcome is Refusal {
  return typeof outcome === 'object' && outcome !== null && 'errorCode' in outcome
}
