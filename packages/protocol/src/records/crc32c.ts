import { createRequire } from 'node:module'
import { crc32c as wasmCrc32c } from '@platformatic/wasm-utils/bundled'

// Measured: calling into native code costs more than it gains below this size.
const nativeSizeMin = 300

type NativeCrc32c = (bytes: Uint8Array, previous?: number) => number

// The WASM instance keeps the largest input it ever saw as memory, so it is fed in pieces.
const portableChunkSize = 64 * 1024

/**
 * CRC-32C (Castagnoli) of `bytes`, unsigned: the checksum of Kafka's record batches.
 *
 * `previous` is the checksum of what came before `bytes`, so a checksum can be taken in pieces.
 */
export const crc32c: (bytes: Uint8Array, previous?: number) => number = withNative(loadNative())

/** The same checksum without native code, for platforms where none was installed. */
export function portableCrc32c(bytes: Uint8Array, previous = 0): number {
  let checksum = previous
  let rest = bytes
  while (rest.length > portableChunkSize) {
    checksum = continueWasm(rest.subarray(0, portableChunkSize), checksum)
    rest = rest.subarray(portableChunkSize)
  }
  return continueWasm(rest, checksum)
}

function withNative(native: NativeCrc32c | undefined): NativeCrc32c {
  if (native === undefined) return portableCrc32c
  return (bytes, previous = 0) =>
    bytes.length < nativeSizeMin ? continueWasm(bytes, previous) : native(bytes, previous)
}

function loadNative(): NativeCrc32c | undefined {
  try {
    const module = createRequire(import.meta.url)('@node-rs/crc32') as { crc32c: NativeCrc32c }
    return module.crc32c
  } catch {
    return undefined // No build for this platform: the portable one gives the same sums.
  }
}

/**
 * The WASM function always starts afresh. A checksum's state enters only by being XORed with the
 * next four bytes, so XORing `previous` into a copy of them continues from it.
 */
function continueWasm(bytes: Uint8Array, previous: number): number {
  if (previous === 0) return bytes.length === 0 ? 0 : wasmCrc32c(bytes)
  if (bytes.length < 4) return continueBytewise(bytes, previous)
  const copy = Uint8Array.from(bytes)
  for (let index = 0; index < 4; index += 1) copy[index]! ^= previous >>> (8 * index)
  return wasmCrc32c(copy)
}

function continueBytewise(bytes: Uint8Array, previous: number): number {
  let state = ~previous
  for (const byte of bytes) {
    state ^= byte
    for (let bit = 0; bit < 8; bit += 1) state = (state >>> 1) ^ (state & 1 ? 0x82f63b78 : 0)
  }
  return ~state >>> 0
}
