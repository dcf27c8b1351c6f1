import { randomBytes, randomInt } from 'node:crypto'

/** Randomness, as everybody else may see it; seeded in tests. */
export interface Random {
  /** `size` bytes that nobody can predict. */
  bytes(size: number): Uint8Array
  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number
}

/** The randomness of the machine. */
export const systemRandom: Random = {
  bytes: (size) => randomBytes(size),
  below: (bound) => randomInt(bound),
}
