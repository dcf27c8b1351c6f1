import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { decompressLimited } from './zlib-limited.ts'

const levelDefault = 3

/** One zstd frame; `level` from -131072 (fastest) to 22, 3 by default as in Kafka. */
export function compressZstd(bytes: Uint8Array, level = levelDefault): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } })
}

/** What was compressed into zstd frames. Throws the errors of `decompress`. */
export function decompressZstd(bytes: Uint8Array, sizeMax: number): Uint8Array {
  return decompressLimited('zstd', { inputSize: bytes.length, sizeMax }, (output) =>
    zstdDecompressSync(bytes, output),
  )
}
