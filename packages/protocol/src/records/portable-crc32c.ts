const polynomial = 0x82f63b78 // Its bits reversed, as all of this works from the lowest bit up.
const bytesPerStep = 8

// Entry 256 * n + b: what byte b does to a checksum when n more bytes have followed it.
const table = sliceTable()

/**
 * The checksum of `crc32c`, without native code: eight bytes at a time by table.
 *
 * About 1.3 GB/s. For what is smaller than a call into native code is worth, and for platforms
 * that have none.
 */
export function portableCrc32c(bytes: Uint8Array, previous = 0): number {
  const size = bytes.length
  const stepsEnd = size - (bytesPerStep - 1)
  let state = ~previous
  let at = 0
  for (; at < stepsEnd; at += bytesPerStep) {
    const word =
      state ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
    state =
      table[0x700 | (word & 0xff)]! ^
      table[0x600 | ((word >>> 8) & 0xff)]! ^
      table[0x500 | ((word >>> 16) & 0xff)]! ^
      table[0x400 | (word >>> 24)]! ^
      table[0x300 | bytes[at + 4]!]! ^
      table[0x200 | bytes[at + 5]!]! ^
      table[0x100 | bytes[at + 6]!]! ^
      table[bytes[at + 7]!]!
  }
  for (; at < size; at += 1) state = (state >>> 8) ^ table[(state ^ bytes[at]!) & 0xff]!
  return ~state >>> 0
}

function sliceTable(): Int32Array {
  const slices = new Int32Array(256 * bytesPerStep)
  for (let byte = 0; byte < 256; byte += 1) {
    let state = byte
    for (let bit = 0; bit < 8; bit += 1) {
      state = (state & 1) === 1 ? (state >>> 1) ^ polynomial : state >>> 1
    }
    slices[byte] = state
  }
  for (let index = 256; index < slices.length; index += 1) {
    const before = slices[index - 256]!
    slices[index] = (before >>> 8) ^ slices[before & 0xff]!
  }
  return slices
}
