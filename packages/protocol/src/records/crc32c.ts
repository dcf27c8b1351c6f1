import { createRequire } from 'node:module'

import { portableCrc32c } from './portable-crc32c.ts'

type Crc32c = (bytes: Uint8Array, previous?: number) => number

// Measured: below this size calling into native code costs more than it saves.
const nativeSizeMin = 150

/**
 * CRC-32C (Castagnoli) of `bytes`, unsigned: the checksum of Kafka's record batches.
 *
 * `previous` is the checksum of what came before `bytes`, so a checksum can be taken in pieces.
 */
export const crc32c: Crc32c = fastest(loadNative())

function fastest(native: Crc32c | undefined): Crc32c {
  if (native === undefined) return portableCrc32c
  return (bytes, previous = 0) =>
    bytes.length < nativeSizeMin ? portableCrc32c(bytes, previous) : native(bytes, previous)
}

function loadNative(): Crc32c | undefined {
  try {
    const module = createRequire(import.meta.url)('@node-rs/crc32') as { readonly crc32c: Crc32c }
    return module.crc32c
  } catch {
    return undefined // No build for this platform: the portable one gives the same sums.
  }
}
