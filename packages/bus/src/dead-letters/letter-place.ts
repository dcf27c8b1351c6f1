/** Where a letter is. */
export interface LetterPlace {
  readonly partition: number
  readonly offset: bigint
}

/** How a letter at that place is called. */
export function letterId({ partition, offset }: LetterPlace): string {
  return `${partition}/${offset}`
}

/** The place of a letter of that name; undefined: no letter is called so. */
export function letterPlace(id: string): LetterPlace | undefined {
  const [, partition, offset] = /^(\d{1,9})\/(\d{1,18})$/.exec(id) ?? []
  if (partition === undefined || offset === undefined) return undefined
  return { partition: Number(partition), offset: BigInt(offset) }
}
