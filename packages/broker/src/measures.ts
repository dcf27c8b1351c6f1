/** Counts of what happened since the start, for whoever shows them. Only `dispatch` and `net` add. */
export interface Measures {
  connectionsAccepted: number
  connectionsRefused: number
  connectionsOpen: number
  /** Frames that were no request we serve. */
  requestsRefused: number
  /** By API key. */
  readonly requests: Map<number, number>
}

export function newMeasures(): Measures {
  return {
    connectionsAccepted: 0,
    connectionsRefused: 0,
    connectionsOpen: 0,
    requestsRefused: 0,
    requests: new Map(),
  }
}
