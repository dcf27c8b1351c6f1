import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { protocolErrors } from '../errors.ts'
import { decompressLimited } from './zlib-limited.ts'

const levelDefault = 3

// Each frame costs a new decoder, so a batch of nothing but tiny frames would take seconds.
const framesMax = 64

/** One zstd frame; `level` from -131072 (fastest) to 22, 3 by default as in Kafka. */
export function compressZstd(bytes: Uint8Array, level = levelDefault): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } })
}

/** What was compressed, also into a few frames. Throws the errors of `decompress`. */
export function decompressZstd(bytes: Uint8Array, sizeMax: number): Uint8Array {
  const first = decompressFrame(bytes, sizeMax)
  if (first.consumed === bytes.length) return first.content

  const contents = [first.content]
  let position = first.consumed
  let size = first.content.length
  while (position < bytes.length) {
    if (contents.length === framesMax) {
      throw protocolErrors.CORRUPT_COMPRESSED('zstd', `it has more than ${framesMax} frames`)
    }
    const { content, consumed } = decompressFrame(bytes.subarray(position), sizeMax - size)
    contents.push(content)
    position += consumed
    size += content.length
  }
  return Buffer.concat(contents)
}

interface Frame {
  readonly content: Uint8Array
  readonly consumed: number
}

/** The first frame. zlib ignores what follows it, so it has to tell how far it got. */
function decompressFrame(bytes: Uint8Array, sizeMax: number): Frame {
  let consumed = 0
  const content = decompressLimited('zstd', { inputSize: bytes.length, sizeMax }, (output) => {
    const result = zstdDecompressSync(bytes, { ...output, info: true })
    const { buffer, engine } = result as unknown as {
      readonly buffer: Uint8Array
      readonly engine: { readonly bytesWritten: number }
    }
    consumed = engine.bytesWritten
    return buffer
  })
  return { content, consumed }
}
