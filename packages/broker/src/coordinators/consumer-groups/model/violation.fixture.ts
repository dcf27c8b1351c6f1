/** A promise of groups that was broken, with what to repeat it by. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

/** Throws a Violation unless it holds. */
export function promise(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Violation(sentence)
}
