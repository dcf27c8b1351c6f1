import { protocolErrors } from '../errors.ts'
import { xxh32 } from './xxh32.ts'

//  0 magic u32 | 4 FLG | 5 BD | 6 contentSize u64? | dictionaryId u32? | checksum u8
const magic = [0x04, 0x22, 0x4d, 0x18] as const
const descriptorAt = 4

const versionMask = 0b1100_0000
const version1 = 0b0100_0000
const independentBit = 1 << 5
const blockChecksumBit = 1 << 4
const contentSizeBit = 1 << 3
const contentChecksumBit = 1 << 2
const reservedBit = 1 << 1
const dictionaryBit = 1 << 0

/** What an LZ4 frame says of itself before its blocks. */
export interface Lz4FrameHeader {
  readonly headerSize: number
  readonly blockSizeMax: number
  /** Blocks may repeat what the blocks before them wrote. */
  readonly blocksAreLinked: boolean
  readonly hasBlockChecksums: boolean
  readonly hasContentChecksum: boolean
  readonly contentSize: number | undefined
}

/** The header we write: version 1, independent blocks of at most 64 KiB, no checksums. */
export const lz4FrameHeader: Uint8Array = frameHeader(version1 | independentBit, 0x40)

/** Reads the start of a frame. Throws CORRUPT_COMPRESSED. */
export function readLz4FrameHeader(bytes: Uint8Array): Lz4FrameHeader {
  if (!magic.every((byte, index) => bytes[index] === byte)) throw corrupt('it is not an LZ4 frame')
  const flags = bytes[descriptorAt] ?? 0
  const contentSizeSize = (flags & contentSizeBit) === 0 ? 0 : 8
  const descriptorEnd = descriptorAt + 2 + contentSizeSize
  if (bytes.length <= descriptorEnd) throw corrupt('the frame header is cut off')
  checkFlags(flags)

  const descriptor = bytes.subarray(descriptorAt, descriptorEnd)
  if (bytes[descriptorEnd] !== headerChecksum(descriptor)) {
    throw corrupt('the frame header checksum does not match')
  }
  return {
    headerSize: descriptorEnd + 1,
    blockSizeMax: blockSizeMaxOf(bytes[descriptorAt + 1]!),
    blocksAreLinked: (flags & independentBit) === 0,
    hasBlockChecksums: (flags & blockChecksumBit) !== 0,
    hasContentChecksum: (flags & contentChecksumBit) !== 0,
    contentSize: contentSizeSize === 0 ? undefined : contentSizeAt(bytes, descriptorAt + 2),
  }
}

function checkFlags(flags: number): void {
  if ((flags & versionMask) !== version1) throw corrupt('the frame has another version than 1')
  if ((flags & reservedBit) !== 0) throw corrupt('a reserved bit of the frame is set')
  if ((flags & dictionaryBit) !== 0) throw corrupt('the frame needs a dictionary')
}

/** Codes 4 to 7 stand for 64 KiB, 256 KiB, 1 MiB and 4 MiB. */
function blockSizeMaxOf(descriptor: number): number {
  const code = (descriptor >>> 4) & 0b111
  if ((descriptor & 0b1000_1111) !== 0 || code < 4) throw corrupt('the block size has no meaning')
  return 2 ** (8 + 2 * code)
}

function contentSizeAt(bytes: Uint8Array, at: number): number {
  let size = 0
  for (let index = 7; index >= 0; index -= 1) size = size * 256 + bytes[at + index]!
  return size
}

function frameHeader(flags: number, blockDescriptor: number): Uint8Array {
  const descriptor = Uint8Array.of(flags, blockDescriptor)
  return Uint8Array.of(...magic, ...descriptor, headerChecksum(descriptor))
}

function headerChecksum(descriptor: Uint8Array): number {
  return (xxh32(descriptor) >>> 8) & 0xff
}

function corrupt(detail: string): Error {
  return protocolErrors.CORRUPT_COMPRESSED('lz4', detail)
}
