import { protocolErrors } from '../errors.ts'

// zlib's own default of 16 KiB makes it enter and leave native code too often for batches.
const chunkSizeMin = 16 * 1024
const chunkSizeMax = 256 * 1024

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
  const chunkSize = Math.min(Math.max(inputSize * 4, chunkSizeMin), chunkSizeMax)
  let result: Uint8Array
  try {
    // zlib does not take a limit of 0, so the byte too many is found afterwards.
    result = decompress({ maxOutputLength: Math.max(sizeMax, 1), chunkSize })
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw protocolErrors.DECOMPRESSED_TOO_LARGE(codec, sizeMax).because(error)
    }
    throw protocolErrors.CORRUPT_COMPRESSED(codec, messageOf(error)).because(error)
  }
  if (result.length > sizeMax) throw protocolErrors.DECOMPRESSED_TOO_LARGE(codec, sizeMax)
  return result
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
