import { Buffer } from 'node:buffer'

const seed = 0x9747b28c
const multiplier = 0x5bd1e995

/**
 * The hash by which kafkajs chose partitions before its version 2.
 *
 * It was meant to be Java's, but multiplies in floating point, and reads past the end of the key:
 * to find the same partitions again, every rounding has to be the same.
 */
export function legacyMurmur2(key: Buffer | string): number {
  const data = typeof key === 'string' ? Buffer.from(key) : key
  const byte = (at: number): number => data[at] ?? 0
  let hash = seed ^ data.length
  for (let at = 0; at < data.length; at += 4) {
    let word = byte(at) + (byte(at + 1) << 8) + (byte(at + 2) << 16) + (byte(at + 3) << 24)
    word *= multiplier
    word ^= word >>> 24
    word *= multiplier
    hash *= multiplier
    hash ^= word
  }
  const rest = data.length % 4
  const tail = data.length - rest
  if (rest >= 3) hash ^= byte(tail + 2) << 16
  if (rest >= 2) hash ^= byte(tail + 1) << 8
  if (rest >= 1) {
    hash ^= byte(tail)
    hash *= multiplier
  }
  hash ^= hash >>> 13
  hash *= multiplier
  hash ^= hash >>> 15
  return hash
}
