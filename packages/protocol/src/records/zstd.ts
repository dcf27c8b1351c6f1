import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

import { protocolErrors } from '../errors.ts'
import { decompressLimited } from './zlib-limited.ts'
import { zstdFrameSize } from './zstd-frame.ts'

const levelDefault = 3

// Each frame costs a new decoder, so a batch of nothing but tiny frames would take seconds.
const framesMax = 64

/** One zstd frame; `level` from -131072 (fastest) to 22, 3 by default as in Kafka. */
export function compressZstd(bytes: Uint8Array, level = levelDefault): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } })
}

/** What was compressed, also into a few frames. Throws the errors of `decompress`. */
export function decompressZstd(bytes: Uint8Array, sizeMax: number): Uint8Array {
  const frameSize = zstdFrameSize(bytes)
  if (frameSize === bytes.length) return decompressFrame(bytes, sizeMax)

  const contents: Uint8Array[] = []
  let roomLeft = sizeMax
  for (const frame of framesOf(bytes)) {
    const content = decompressFrame(frame, roomLeft)
    contents.push(content)
    roomLeft -= content.length
  }
  return Buffer.concat(contents)
}

function framesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const frames: Uint8Array[] = []
  let rest = bytes
  while (rest.length > 0) {
    const size = zstdFrameSize(rest)
    frames.push(rest.subarray(0, size))
    rest = rest.subarray(size)
    if (frames.length <= framesMax) continue
    throw protocolErrors.CORRUPT_COMPRESSED('zstd', `it has more than ${framesMax} frames`)
  }
  return frames
}

function decompressFrame(bytes: Uint8Array, sizeMax: number): Uint8Array {
  return decompressLimited('zstd', { inputSize: bytes.length, sizeMax }, (output) =>
    zstdDecompressSync(bytes, output),
  )
}
