import { protocolErrors } from '../errors.ts'

// zlib's own default of 16 KiB makes it enter and leave native code too often for batches.
const chunkSizeMin = 16 * 1024
const chunkSizeMax = 256 * 1024

// Nearly every batch is smaller when decompressed, and is made in chunks. What is larger is made
// in large pieces, because the C library gives those back to the system: it keeps thousands of
// chunks for itself, and a process that was once sent bombs would stay large for ever.
const usualSizeMax = 4 * 1024 * 1024
const pieceSizeMax = 64 * 1024 * 1024

/** How zlib should hand out its result, so that it stops at `sizeMax`. */
export interface LimitedOutput {
  readonly maxOutputLength: number
  readonly chunkSize: number
}

/**
 * Runs one of zlib's decompressors under a limit, with its complaints turned into ours.
 *
 * zlib stops as soon as its output passes the limit, so at most one chunk more is ever made.
 */
export function decompressLimited(
  codec: string,
  sizes: { readonly inputSize: number; readonly sizeMax: number },
  decompress: (output: LimitedOutput) => Uint8Array,
): Uint8Array {
  const { inputSize, sizeMax } = sizes
  // zlib does not take a limit of 0, so the byte too many is found afterwards.
  const limit = Math.max(sizeMax, 1)
  const usualLimit = Math.min(limit, usualSizeMax)
  const chunkSize = Math.min(Math.max(inputSize * 4, chunkSizeMin), chunkSizeMax)
  let result = outputOf(codec, () => decompress({ maxOutputLength: usualLimit, chunkSize }))
  if (result === undefined && usualLimit < limit) {
    const pieceSize = Math.min(limit + 1, pieceSizeMax)
    result = outputOf(codec, () => decompress({ maxOutputLength: limit, chunkSize: pieceSize }))
  }
  if (result === undefined || result.length > sizeMax) {
    throw protocolErrors.DECOMPRESSED_TOO_LARGE(codec, sizeMax)
  }
  return result
}

/** Undefined if there is more of it than was asked for. */
function outputOf(codec: string, decompress: () => Uint8Array): Uint8Array | undefined {
  try {
    return decompress()
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return undefined
    throw protocolErrors.CORRUPT_COMPRESSED(codec, messageOf(error)).because(error)
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
