import { DecodeInput, withDecodeOutput, type DecodeOutput } from './decode-output.ts'
import { protocolErrors } from '../errors.ts'
import { decodeLz4Block, lz4ExpansionMax } from './lz4-block.ts'
import { readLz4FrameHeader, lz4FrameHeader, type Lz4FrameHeader } from './lz4-frame-header.ts'
import { wasmCompressors } from './wasm-compressors.ts'
import { xxh32 } from './xxh32.ts'

// A frame: header, then blocks of [u32 size | stored-as-is bit, bytes, checksum?], then a zero and
// perhaps a checksum of the content. All its numbers are little-endian.
const storedBit = 0x80000000

// Small blocks keep the memory of the WASM instance small: it never gives any back.
const blockSizeMax = 64 * 1024

/** Compresses into one frame of independent blocks of up to 64 KiB, as Kafka's producer does. */
export function compressLz4(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [lz4FrameHeader]
  for (let start = 0; start < bytes.length; start += blockSizeMax) {
    parts.push(compressBlock(bytes.subarray(start, start + blockSizeMax)))
  }
  parts.push(new Uint8Array(4))
  return Buffer.concat(parts)
}

/** What is in the frame, until the next call. Throws the errors of `decompress`. */
export function decompressLz4(bytes: Uint8Array, sizeMax: number): Uint8Array {
  const header = readLz4FrameHeader(bytes)
  if (header.contentSize !== undefined && header.contentSize > sizeMax) throw tooLarge(sizeMax)
  return withDecodeOutput((output) => new FrameDecoder({ bytes, header, sizeMax, output }).decode())
}

/** The size and the bytes of the only block in the frame that the library makes of `bytes`. */
function compressBlock(bytes: Uint8Array): Uint8Array {
  const frame = wasmCompressors().lz4Compress(bytes)
  const { headerSize } = readLz4FrameHeader(frame)
  return frame.subarray(headerSize, frame.length - 4)
}

interface Frame {
  readonly bytes: Uint8Array
  readonly header: Lz4FrameHeader
  readonly sizeMax: number
  readonly output: DecodeOutput
}

class FrameDecoder {
  readonly #bytes: Uint8Array
  readonly #header: Lz4FrameHeader
  readonly #sizeMax: number
  readonly #output: DecodeOutput
  #position: number
  #written = 0

  constructor({ bytes, header, sizeMax, output }: Frame) {
    this.#bytes = bytes
    this.#header = header
    this.#sizeMax = sizeMax
    this.#output = output
    this.#position = header.headerSize
  }

  /** Writes what is in the frame and returns its size. */
  decode(): number {
    for (;;) {
      const word = this.#word()
      if (word === 0) break
      this.#block(word & ~storedBit, (word & storedBit) !== 0)
    }
    this.#checkEnd(this.#output.result(this.#written))
    return this.#written
  }

  #block(size: number, stored: boolean): void {
    const { blockSizeMax } = this.#header
    if (size > blockSizeMax) throw corrupt('a block is larger than the frame allows')
    const block = this.#take(size)
    if (this.#header.hasBlockChecksums && this.#word() >>> 0 !== xxh32(block)) {
      throw corrupt('a block checksum does not match')
    }
    if (stored) this.#store(block)
    else this.#decodeBlock(block)
  }

  #store(block: Uint8Array): void {
    if (block.length > this.#sizeMax - this.#written) throw tooLarge(this.#sizeMax)
    this.#makeRoom(block.length)
    this.#output.copyLiteral(new DecodeInput(block), 0, this.#written, block.length)
    this.#written += block.length
  }

  #decodeBlock(block: Uint8Array): void {
    const room = Math.min(block.length * lz4ExpansionMax, this.#header.blockSizeMax)
    const start = this.#written
    const end = Math.min(start + room, this.#sizeMax)
    this.#makeRoom(end - start)
    const historyStart = this.#header.blocksAreLinked ? 0 : start
    const written = decodeLz4Block(block, { output: this.#output, historyStart, start, end })
    if (written >= 0) this.#written = written
    else if (end < start + room) throw tooLarge(this.#sizeMax)
    else throw corrupt('a block makes more bytes than the frame allows')
  }

  /** Doubles the memory where it grows, so that all blocks together are copied once at most. */
  #makeRoom(room: number): void {
    const needed = this.#written + room
    if (needed <= this.#output.capacity) return
    const doubled = Math.min(2 * this.#output.capacity, this.#sizeMax)
    this.#output.reserve(Math.max(needed, doubled), this.#written)
  }

  #checkEnd(content: Uint8Array): void {
    const { hasContentChecksum, contentSize } = this.#header
    if (hasContentChecksum && this.#word() >>> 0 !== xxh32(content)) {
      throw corrupt('the content checksum does not match')
    }
    if (contentSize !== undefined && contentSize !== content.length) {
      throw corrupt('the content has another size than the header says')
    }
    if (this.#position !== this.#bytes.length) throw corrupt('bytes follow the frame')
  }

  #word(): number {
    const bytes = this.#take(4)
    return bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)
  }

  #take(size: number): Uint8Array {
    const start = this.#position
    if (size > this.#bytes.length - start) throw corrupt('the frame is cut off')
    this.#position += size
    return this.#bytes.subarray(start, this.#position)
  }
}

function corrupt(detail: string): Error {
  return protocolErrors.CORRUPT_COMPRESSED('lz4', detail)
}

function tooLarge(sizeMax: number): Error {
  return protocolErrors.DECOMPRESSED_TOO_LARGE('lz4', sizeMax)
}
