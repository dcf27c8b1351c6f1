import { protocolErrors } from '../errors.ts'

//  magic u32 | descriptor u8 | window u8? | dictionaryId 0-4 | contentSize 0-8 |
//  blocks [last bit, 2 bits type, 21 bits size; bytes]* | checksum u32?        all little-endian
const magic = 0xfd2fb528
const skippableMagic = 0x184d2a50
const skippableMask = 0xfffffff0

const singleSegmentBit = 1 << 5
const checksumBit = 1 << 2
const dictionaryIdSizes = [0, 1, 2, 4]
const contentSizeSizes = [0, 2, 4, 8]

const blockHeaderSize = 3
const runBlock = 1
const reservedBlock = 3

/**
 * How many bytes the frame at the start of `bytes` has, from the sizes it states.
 *
 * zlib decompresses the first frame and ignores what follows, and some versions of Node give what
 * they have when a frame is cut off. Throws CORRUPT_COMPRESSED if the frame is not all there.
 */
export function zstdFrameSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8) throw cutOff()
  const start = view.getUint32(0, true)
  const skippable = (start & skippableMask) >>> 0 === skippableMagic
  if (!skippable && start !== magic) throw corrupt('it is not a zstd frame')
  const size = skippable ? 8 + view.getUint32(4, true) : contentFrameSize(bytes)
  if (size > bytes.length) throw cutOff()
  return size
}

function contentFrameSize(bytes: Uint8Array): number {
  const descriptor = bytes[4]!
  let at = 5 + headerFieldsSize(descriptor)
  for (;;) {
    if (at + blockHeaderSize > bytes.length) throw cutOff()
    const header = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
    const type = (header >>> 1) & 0b11
    if (type === reservedBlock) throw corrupt('a block has a type without meaning')
    at += blockHeaderSize + (type === runBlock ? 1 : header >>> 3)
    if ((header & 1) === 1) return at + ((descriptor & checksumBit) === 0 ? 0 : 4)
  }
}

function headerFieldsSize(descriptor: number): number {
  const singleSegment = (descriptor & singleSegmentBit) !== 0
  const contentSizeSize = contentSizeSizes[descriptor >>> 6]!
  const dictionaryIdSize = dictionaryIdSizes[descriptor & 0b11]!
  const smallContentSize = singleSegment && contentSizeSize === 0 ? 1 : 0
  return (singleSegment ? 0 : 1) + dictionaryIdSize + contentSizeSize + smallContentSize
}

function cutOff(): Error {
  return corrupt('a frame is cut off')
}

function corrupt(reason: string): Error {
  return protocolErrors.CORRUPT_COMPRESSED('zstd', reason)
}
