/** Thrown where the program contradicts itself: a bug, never an input. Stop what is wrong. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

/** States what must be true here. One condition each, always on, also in production. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message)
}

/** Reached only if a union grew a member that a `switch` has not met: the compiler objects first. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable: ${String(value)}`)
}
