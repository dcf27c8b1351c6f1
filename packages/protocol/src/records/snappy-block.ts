import { DecodeInput, type DecodeOutput } from './decode-output.ts'
import { protocolErrors } from '../errors.ts'

// A copy writes at most 64 bytes from 3, so no honest block claims to be larger than this.
const expansionMax = 64 / 3

const literalKind = 0

/** The size that a raw snappy block says it has, refused if its bytes could not make that many. */
export function snappyBlockSize(block: Uint8Array): number {
  const { size } = preamble(block)
  if (size > block.length * expansionMax) {
    throw corrupt(`${block.length} bytes cannot become ${size}`)
  }
  return size
}

/**
 * Decodes a raw snappy block into `output` from `start` on and returns how many bytes it made.
 *
 * `output` has room for `snappyBlockSize(block)` bytes. Throws CORRUPT_COMPRESSED.
 */
export function decodeSnappyBlock(block: Uint8Array, output: DecodeOutput, start: number): number {
  const { size, headerSize } = preamble(block)
  const input = new DecodeInput(block)
  const end = start + size
  let position = headerSize
  let written = start
  while (position < block.length) {
    const tag = block[position]!
    const kind = tag & 0b11
    position += 1
    if (kind === literalKind) {
      // Its length minus one is in the tag, or in the one to four bytes after it.
      let length = (tag >>> 2) + 1
      if (length > 60) {
        const extra = length - 60
        length = littleEndian(block, position, extra) + 1
        position += extra
      }
      // Below 1 where it passes 31 bits.
      if (length < 1 || length > block.length - position) throw corrupt('a literal is cut off')
      if (length > end - written) throw corrupt('a literal passes the end')
      output.copyLiteral(input, position, written, length)
      position += length
      written += length
    } else {
      const length = kind === 1 ? ((tag >>> 2) & 0b111) + 4 : (tag >>> 2) + 1
      const extra = kind === 3 ? 4 : kind
      const low = littleEndian(block, position, extra)
      const offset = kind === 1 ? ((tag >>> 5) << 8) | low : low
      position += extra
      if (offset < 1 || offset > written - start) throw corrupt('a copy starts too early')
      if (length > end - written) throw corrupt('a copy passes the end')
      output.copyMatch(written, offset, length)
      written += length
    }
  }
  if (written !== end) throw corrupt('the block is shorter than it says')
  return size
}

function preamble(block: Uint8Array): { readonly size: number; readonly headerSize: number } {
  let size = 0
  for (let index = 0; index < 5; index += 1) {
    const byte = block[index]
    if (byte === undefined) throw corrupt('the block length is cut off')
    if (index === 4 && byte > 0b111) break
    size |= (byte & 0x7f) << (7 * index)
    if (byte < 0x80) return { size, headerSize: index + 1 }
  }
  throw corrupt('the block length is too long')
}

/** One to four bytes as an int32: negative where the highest bit is set. */
function littleEndian(bytes: Uint8Array, at: number, size: number): number {
  if (at + size > bytes.length) throw corrupt('a tag is cut off')
  let value = bytes[at]!
  if (size > 1) value |= bytes[at + 1]! << 8
  if (size > 2) value |= bytes[at + 2]! << 16
  if (size > 3) value |= bytes[at + 3]! << 24
  return value
}

function corrupt(detail: string): Error {
  return protocolErrors.CORRUPT_COMPRESSED('snappy', detail)
}
