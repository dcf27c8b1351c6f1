const prime1 = 0x9e3779b1
const prime2 = 0x85ebca77
const prime3 = 0xc2b2ae3d
const prime4 = 0x27d4eb2f
const prime5 = 0x165667b1

const stripeSize = 16

/** xxHash with 32 bits and seed 0, unsigned: the checksum inside LZ4 frames. */
export function xxh32(bytes: Uint8Array): number {
  const stripesEnd = bytes.length - (bytes.length % stripeSize)
  let hash = (stripesEnd > 0 ? hashStripes(bytes, stripesEnd) : prime5) + bytes.length
  let position = stripesEnd
  for (; position + 4 <= bytes.length; position += 4) {
    hash = Math.imul(rotate(hash + Math.imul(wordAt(bytes, position), prime3), 17), prime4)
  }
  for (; position < bytes.length; position += 1) {
    hash = Math.imul(rotate(hash + Math.imul(bytes[position]!, prime5), 11), prime1)
  }
  hash = Math.imul(hash ^ (hash >>> 15), prime2)
  hash = Math.imul(hash ^ (hash >>> 13), prime3)
  return (hash ^ (hash >>> 16)) >>> 0
}

function hashStripes(bytes: Uint8Array, end: number): number {
  let lane1 = (prime1 + prime2) | 0
  let lane2 = prime2 | 0
  let lane3 = 0
  let lane4 = -prime1 | 0
  for (let at = 0; at < end; at += stripeSize) {
    lane1 = mix(lane1, wordAt(bytes, at))
    lane2 = mix(lane2, wordAt(bytes, at + 4))
    lane3 = mix(lane3, wordAt(bytes, at + 8))
    lane4 = mix(lane4, wordAt(bytes, at + 12))
  }
  return (rotate(lane1, 1) + rotate(lane2, 7) + rotate(lane3, 12) + rotate(lane4, 18)) | 0
}

function mix(lane: number, word: number): number {
  return Math.imul(rotate((lane + Math.imul(word, prime2)) | 0, 13), prime1)
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
}
