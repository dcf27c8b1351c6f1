import { gunzipSync, gzipSync } from 'node:zlib'
import { decompressLimited } from './zlib-limited.ts'

/** One gzip member; `level` from 1 to 9, or -1 for zlib's default. */
export function compressGzip(bytes: Uint8Array, level = -1): Uint8Array {
  return gzipSync(bytes, { level })
}

/** What was gzipped, also in several members. Throws the errors of `decompress`. */
export function decompressGzip(bytes: Uint8Array, sizeMax: number): Uint8Array {
  return decompressLimited('gzip', { inputSize: bytes.length, sizeMax }, (output) =>
    gunzipSync(bytes, output),
  )
}
