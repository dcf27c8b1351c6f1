import { compressGzip, decompressGzip } from './gzip.ts'
import { compressLz4, decompressLz4 } from './lz4.ts'
import { protocolErrors } from '../errors.ts'
import { compressSnappy, decompressSnappy } from './snappy.ts'
import { compressZstd, decompressZstd } from './zstd.ts'

// The index is the code in a batch's attributes.
const names = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

/** How the records of a batch are compressed, by Kafka's names. */
export type Compression = (typeof names)[number]

/** What the other end may cost us. */
export interface DecompressLimits {
  /** The result has at most this many bytes; more is refused before it is made. */
  readonly sizeMax: number
}

/** The code of a codec in the attributes of a batch. */
export function compressionCode(codec: Compression): number {
  return names.indexOf(codec)
}

/** The codec with this code. Throws COMPRESSION_UNKNOWN. */
export function compressionOf(code: number): Compression {
  const name = names[code]
  if (name === undefined) throw protocolErrors.COMPRESSION_UNKNOWN(code)
  return name
}

/**
 * Compresses `bytes` as Kafka's own producer would.
 *
 * `level` goes from 1 to 9 for gzip (-1: its default) and from -131072 to 22 for zstd. Kafka's
 * levels 1 to 17 for lz4 are taken and change nothing: we have only its fast compressor.
 */
export function compress(codec: Compression, bytes: Uint8Array, level?: number): Uint8Array {
  switch (codec) {
    case 'none':
      return bytes
    case 'gzip':
      return compressGzip(bytes, level)
    case 'snappy':
      return compressSnappy(bytes)
    case 'lz4':
      return compressLz4(bytes)
    case 'zstd':
      return compressZstd(bytes, level)
  }
}

/**
 * The bytes that were compressed, in memory of their own (`none`: the same bytes).
 *
 * Throws CORRUPT_COMPRESSED and DECOMPRESSED_TOO_LARGE; whatever `bytes` are, nothing else.
 */
export function decompress(
  codec: Compression,
  bytes: Uint8Array,
  limits: DecompressLimits,
): Uint8Array {
  const result = decompressBriefly(codec, bytes, limits)
  return codec === 'snappy' || codec === 'lz4' ? Buffer.from(result) : result
}

/** Like `decompress`, but the result may only be used until the next call: no copy is made. */
export function decompressBriefly(
  codec: Compression,
  bytes: Uint8Array,
  { sizeMax }: DecompressLimits,
): Uint8Array {
  switch (codec) {
    case 'none':
      if (bytes.length > sizeMax) throw protocolErrors.DECOMPRESSED_TOO_LARGE(codec, sizeMax)
      return bytes
    case 'gzip':
      return decompressGzip(bytes, sizeMax)
    case 'snappy':
      return decompressSnappy(bytes, sizeMax)
    case 'lz4':
      return decompressLz4(bytes, sizeMax)
    case 'zstd':
      return decompressZstd(bytes, sizeMax)
  }
}
