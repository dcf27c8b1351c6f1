/** How one call may be ended early. */
export interface SendOptions {
  /** Ends the wait; a record that is on its way already is written nevertheless. */
  readonly signal?: AbortSignal | undefined
}
