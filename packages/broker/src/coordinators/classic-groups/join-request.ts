import type { JoinGroupRequest } from '@barnabus/protocol'

import type { AnswerJoin } from './classic-member.ts'

/** A JoinGroup, who sent it, and where the answer goes, now or at the end of the rebalance. */
export interface Join {
  readonly request: JoinGroupRequest
  readonly clientId: string
  /** As Kafka writes it: a slash, then the address. */
  readonly clientHost: string
  readonly apiVersion: number
  readonly answer: AnswerJoin
}
