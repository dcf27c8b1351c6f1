/** What the coordinator knows a classic member as. */
export interface Generation {
  /** -1: none at the moment. */
  readonly generationId: number
  /** '': none yet, or none any more. */
  readonly memberId: string
  /** Which assignor's turn it is. */
  readonly protocolName: string
}

export const noGeneration: Generation = { generationId: -1, memberId: '', protocolName: '' }

/** The member is out of its generation, and still known by its id. */
export function memberOf({ memberId }: Generation): Generation {
  return { ...noGeneration, memberId }
}
