/** A group of the classic protocol, as far as it can become one of the consumer protocol. */
export interface ClassicGroupFacts {
  readonly groupId: string
  readonly protocolType: string | null
  /** What its members agreed on. */
  readonly protocolName: string | null
  readonly generationId: number
  readonly members: readonly ClassicMemberFacts[]
}

/** A member of a group of the classic protocol. */
export interface ClassicMemberFacts {
  readonly memberId: string
  readonly instanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly rebalanceTimeoutMs: number
  readonly sessionTimeoutMs: number
  readonly protocols: readonly { readonly name: string; readonly metadata: Uint8Array }[]
  /** Empty until the leader has sent one. */
  readonly assignment: Uint8Array
}
