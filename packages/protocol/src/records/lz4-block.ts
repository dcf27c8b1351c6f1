import { DecodeInput, type DecodeOutput } from './decode-output.ts'
import { protocolErrors } from '../errors.ts'

const matchSizeMin = 4
const sizeInTokenMax = 15

/** No LZ4 block becomes larger than this many times its own size. */
export const lz4ExpansionMax = 255

/** A place in a buffer to decode into, and how far one may look back and write. */
export interface Lz4Window {
  readonly output: DecodeOutput
  /** Matches may reach back to here. */
  readonly historyStart: number
  readonly start: number
  readonly end: number
}

/**
 * Decodes one LZ4 block and returns the position after its last byte, or -1 as soon as it would
 * make more bytes than the window has room for. Throws CORRUPT_COMPRESSED.
 */
export function decodeLz4Block(block: Uint8Array, window: Lz4Window): number {
  const { output, historyStart, end } = window
  const input = new DecodeInput(block)
  let position = 0
  let written = window.start
  for (;;) {
    if (position >= block.length) throw corrupt('a block ends without literals')
    const token = block[position]!
    position += 1

    let literalSize = token >>> 4
    if (literalSize === sizeInTokenMax) {
      const sizeEnd = sizeRunEnd(block, position)
      literalSize = sizeRun(block, position, sizeEnd)
      position = sizeEnd
    }
    if (literalSize > block.length - position) throw corrupt('literals pass the end of a block')
    if (literalSize > end - written) return -1
    output.copyLiteral(input, position, written, literalSize)
    position += literalSize
    written += literalSize
    if (position === block.length) return written

    if (block.length - position < 2) throw corrupt('a match offset is cut off')
    const offset = block[position]! | (block[position + 1]! << 8)
    position += 2
    let matchSize = token & sizeInTokenMax
    if (matchSize === sizeInTokenMax) {
      const sizeEnd = sizeRunEnd(block, position)
      matchSize = sizeRun(block, position, sizeEnd)
      position = sizeEnd
    }
    matchSize += matchSizeMin
    if (offset === 0 || offset > written - historyStart) throw corrupt('a match starts too early')
    if (matchSize > end - written) return -1
    output.copyMatch(written, offset, matchSize)
    written += matchSize
  }
}

/** Where a size that did not fit into its token ends: after the first byte that is not 255. */
function sizeRunEnd(block: Uint8Array, start: number): number {
  let position = start
  while (block[position] === 255) position += 1
  if (position >= block.length) throw corrupt('a size is cut off')
  return position + 1
}

function sizeRun(block: Uint8Array, start: number, end: number): number {
  return sizeInTokenMax + 255 * (end - start - 1) + block[end - 1]!
}

function corrupt(detail: string): Error {
  return protocolErrors.CORRUPT_COMPRESSED('lz4', detail)
}
