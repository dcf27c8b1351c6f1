// Copies below write whole words and may pass the end of what they copy by up to this much.
const slackBytes = 16

// Measured: 64 bits at a time are a third faster on Node 24 and five times slower on Node 22,
// which makes a bigint of each.
const wordBytes = 4

const firstSizeBytes = 64 * 1024
const retainedSizeMax = 4 * 1024 * 1024

/**
 * Memory that decoders write into, used again and again.
 *
 * Bytes are copied in words of 32 bits, which may scribble over the bytes after the ones copied;
 * those are still to be written, or slack.
 */
class DecodeOutput {
  #bytes = new Uint8Array(firstSizeBytes)
  #view = new DataView(this.#bytes.buffer)

  /** How many bytes may be written. */
  get capacity(): number {
    return this.#bytes.length - slackBytes
  }

  /** Makes room for `size` bytes altogether, keeping the first `written` ones. */
  reserve(size: number, written: number): void {
    if (size <= this.capacity) return
    const grown = new Uint8Array(size + slackBytes)
    grown.set(this.#bytes.subarray(0, written))
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }

  /** The first `size` bytes. They change with the next thing decoded. */
  result(size: number): Uint8Array {
    return this.#bytes.subarray(0, size)
  }

  /** Lets go of the memory if it is more than is worth keeping; a result of it stays as it is. */
  trim(): void {
    if (this.#bytes.length <= retainedSizeMax) return
    this.#bytes = new Uint8Array(firstSizeBytes)
    this.#view = new DataView(this.#bytes.buffer)
  }

  /** Copies bytes of the input. The caller has checked both ranges. */
  copyLiteral(input: DecodeInput, from: number, at: number, length: number): void {
    if (length > 256) {
      this.#bytes.set(input.bytes.subarray(from, from + length), at)
      return
    }
    const view = this.#view
    let index = 0
    const words = Math.min(length, input.length - from - (wordBytes - 1))
    for (; index < words; index += wordBytes) {
      view.setInt32(at + index, input.view.getInt32(from + index))
    }
    for (; index < length; index += 1) this.#bytes[at + index] = input.bytes[from + index]!
  }

  /**
   * Repeats what was written `offset` bytes ago, `length` bytes long; where both overlap the bytes
   * just written are repeated again, which is how these formats write runs.
   */
  copyMatch(at: number, offset: number, length: number): void {
    const view = this.#view
    let index = 0
    let distance = offset
    if (offset < wordBytes) {
      // A pattern shorter than a word: write it out until it repeats at a word's distance.
      distance = offset * Math.ceil(wordBytes / offset)
      const end = Math.min(distance, length)
      for (; index < end; index += 1) this.#bytes[at + index] = this.#bytes[at + index - offset]!
    }
    for (; index < length; index += wordBytes) {
      view.setInt32(at + index, view.getInt32(at + index - distance))
    }
  }
}

export type { DecodeOutput }

/** Bytes to be decoded, readable in words. */
export class DecodeInput {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly length: number

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.length = bytes.length
  }
}

// Shared by all decoders: none of them keeps what it made, and none calls another.
const shared = new DecodeOutput()

/** Decodes into the shared memory and gives what was written, valid until the next call. */
export function withDecodeOutput(decode: (output: DecodeOutput) => number): Uint8Array {
  try {
    return shared.result(decode(shared))
  } finally {
    shared.trim()
  }
}
