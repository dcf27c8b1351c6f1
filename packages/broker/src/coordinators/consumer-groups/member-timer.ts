/**
 * A limit on how long a member may take for something; whoever exceeds it is removed.
 *
 * - `session`: to send its next heartbeat.
 * - `revocation`: to give up what it must give up, while it stays in one epoch.
 * - `join`, `sync`: for members of the classic protocol, to do so after they were told to.
 */
export type TimerName = 'session' | 'revocation' | 'join' | 'sync'

/** What happens to a member's timers. */
export type MemberTimer = { readonly memberId: string } & (
  | {
      readonly kind: 'start'
      readonly name: TimerName
      readonly delayMs: number
      /** The epoch it holds for; another one has met its limit. Undefined: any. */
      readonly memberEpoch?: number
      /** Leave one alone that is running. */
      readonly ifAbsent?: boolean
    }
  | { readonly kind: 'stop'; readonly name: TimerName }
  | { readonly kind: 'stop-all' }
)
