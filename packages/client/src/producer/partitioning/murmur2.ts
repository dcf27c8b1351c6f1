const multiplier = 0x5bd1e995
const seed = 0x9747b28c

/** The hash by which Kafka's clients choose partitions, of the first `length` bytes; signed. */
export function murmur2(bytes: Uint8Array, length = bytes.length): number {
  let hash = seed ^ length
  const wordsEnd = length & ~3
  for (let at = 0; at < wordsEnd; at += 4) {
    let word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    word = Math.imul(word, multiplier)
    word = Math.imul(word ^ (word >>> 24), multiplier)
    hash = Math.imul(hash, multiplier) ^ word
  }
  const rest = length & 3
  if (rest === 3) hash ^= bytes[wordsEnd + 2]! << 16
  if (rest >= 2) hash ^= bytes[wordsEnd + 1]! << 8
  if (rest >= 1) hash = Math.imul(hash ^ bytes[wordsEnd]!, multiplier)
  hash = Math.imul(hash ^ (hash >>> 13), multiplier)
  return hash ^ (hash >>> 15)
}
