// Below this many bytes a loop is faster than calling into the engine.
const loopSizeMax = 32

/** Copies `length` bytes between two buffers. The caller has checked both ranges. */
export function copyLiteral(
  from: Uint8Array,
  fromAt: number,
  to: Uint8Array,
  toAt: number,
  length: number,
): void {
  if (length > loopSizeMax) {
    to.set(from.subarray(fromAt, fromAt + length), toAt)
    return
  }
  for (let index = 0; index < length; index += 1) to[toAt + index] = from[fromAt + index]!
}

/**
 * Repeats what was written `offset` bytes ago, `length` bytes long; where both overlap the bytes
 * just written are repeated again, which is how these formats write runs.
 */
export function copyMatch(output: Uint8Array, at: number, offset: number, length: number): void {
  const from = at - offset
  if (length > loopSizeMax && offset >= length) {
    output.copyWithin(at, from, from + length)
    return
  }
  if (length > loopSizeMax && offset === 1) {
    output.fill(output[from]!, at, at + length)
    return
  }
  for (let index = 0; index < length; index += 1) output[at + index] = output[from + index]!
}
