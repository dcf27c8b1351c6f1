import type { hangUp, noAnswer } from './define-api.ts'

/** A response on its way: a whole frame in chunks, and what to do once it has left. */
export interface Response {
  readonly chunks: readonly Uint8Array[]
  /** Called exactly once, also if it never leaves. */
  readonly sent: (() => void) | undefined
}

/** What goes back over the wire: a response, nothing, or the end of the connection. */
export type Reply = Response | typeof noAnswer | typeof hangUp
