import { withDecodeOutput } from './decode-output.ts'
import { protocolErrors } from '../errors.ts'
import { decodeSnappyBlock, snappyBlockSize } from './snappy-block.ts'
import { wasmCompressors } from './wasm-compressors.ts'

// snappy-java's stream: this magic, two int32 for its version and the oldest compatible one, then
// blocks of [int32 length, raw snappy]. A reader without it takes a single raw block.
const magic = Uint8Array.of(0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00)
const streamHeaderSize = 16
const streamHeader = Uint8Array.of(...magic, 0, 0, 0, 1, 0, 0, 0, 1)
const lengthSize = 4
const emptyBlock = Uint8Array.of(0)

// snappy-java's own block size. Older readers have buffers for no more.
const blockSizeMax = 32 * 1024

/** Compresses in the framing of snappy-java, which every Kafka client reads. */
export function compressSnappy(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [streamHeader]
  // At least one block: franz-go does not take a header alone for a stream.
  for (let start = 0; start === 0 || start < bytes.length; start += blockSizeMax) {
    const block = compressBlock(bytes.subarray(start, start + blockSizeMax))
    const length = Buffer.allocUnsafe(lengthSize)
    length.writeInt32BE(block.length)
    parts.push(length, block)
  }
  return Buffer.concat(parts)
}

/** What was compressed, framed or raw, until the next call. Throws the errors of `decompress`. */
export function decompressSnappy(bytes: Uint8Array, sizeMax: number): Uint8Array {
  const blocks = hasMagicAt(bytes, 0) ? blocksOf(bytes) : [bytes]
  let size = 0
  for (const block of blocks) {
    size += snappyBlockSize(block)
    if (size > sizeMax) throw protocolErrors.DECOMPRESSED_TOO_LARGE('snappy', sizeMax)
  }
  return withDecodeOutput((output) => {
    output.reserve(size, 0)
    let written = 0
    for (const block of blocks) written += decodeSnappyBlock(block, output, written)
    return written
  })
}

function compressBlock(bytes: Uint8Array): Uint8Array {
  // The library fails on nothing at all once its memory has grown.
  return bytes.length === 0 ? emptyBlock : wasmCompressors().snappyCompress(bytes)
}

/** The blocks of a stream; streams written one after the other count as one, as in snappy-java. */
function blocksOf(bytes: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = []
  let position = 0
  while (position < bytes.length) {
    if (hasMagicAt(bytes, position)) {
      position += streamHeaderSize
      if (position > bytes.length) throw corrupt('the stream header is cut off')
      continue
    }
    if (position + lengthSize > bytes.length) throw corrupt('a block length is cut off')
    const length = lengthAt(bytes, position)
    position += lengthSize
    if (length < 0 || length > bytes.length - position) throw corrupt('a block is cut off')
    blocks.push(bytes.subarray(position, position + length))
    position += length
  }
  return blocks
}

function hasMagicAt(bytes: Uint8Array, position: number): boolean {
  return magic.every((byte, index) => bytes[position + index] === byte)
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
}

function corrupt(detail: string): Error {
  return protocolErrors.CORRUPT_COMPRESSED('snappy', detail)
}
