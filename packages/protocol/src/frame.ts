import { Buffer } from 'node:buffer'
import { assert } from '@barnabus/base'

import { protocolErrors } from './errors.ts'

const headerSize = 4
const usuallyBelieved = 16 * 1024
const growthFactor = 4

/** What is expected of a stream. */
export interface FrameLimits {
  readonly bodySizeMin: number
  readonly bodySizeMax: number
  /** Up to this, an announced size is believed, and its memory taken at once; left out: 16 KiB. */
  readonly believedSizeMax?: number
}

/** Cuts a byte stream into Kafka frames: a 4-byte length, then that many bytes. Knows no socket. */
export class FrameSplitter {
  readonly #limits: FrameLimits
  readonly #header = new Uint8Array(headerSize)
  #filling: 'header' | 'body' = 'header'
  #target: Uint8Array = this.#header // What we are filling; a body's grows towards `expected`.
  #filled = 0
  #expected = headerSize

  constructor(limits: FrameLimits) {
    assert(limits.bodySizeMin > 0, 'an empty frame would never complete')
    assert(limits.bodySizeMin <= limits.bodySizeMax, 'the limits must leave room for a frame')
    this.#limits = limits
  }

  /** Bytes held for the frame in progress: what is believed, or up to four times what arrived of it. */
  get heldBytes(): number {
    return this.#target.length
  }

  /** Bytes of the frame in progress that have not come yet; 0 between two frames. */
  get missingBytes(): number {
    const between = this.#filling === 'header' && this.#filled === 0
    return between ? 0 : this.#expected - this.#filled
  }

  /**
   * Takes the next chunk and yields the body of every frame it completes.
   *
   * The caller owns what is yielded and may reuse the chunk. Throws FRAME_SIZE, after which the
   * stream is useless.
   */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    let rest = chunk
    while (rest.length > 0) {
      rest = this.#fill(rest)
      if (this.#filled < this.#expected) return // Chunk used up; wait for the next.

      const complete = this.#target
      if (this.#filling === 'header') {
        this.#expect('body', this.#bodySize(complete))
      } else {
        this.#expect('header', headerSize)
        yield complete
      }
    }
  }

  #fill(bytes: Uint8Array): Uint8Array {
    const taken = Math.min(bytes.length, this.#expected - this.#filled)
    this.#makeRoomFor(taken)
    this.#target.set(bytes.subarray(0, taken), this.#filled)
    this.#filled += taken
    return bytes.subarray(taken)
  }

  /** Allocates in step with what arrived, because an announced size costs the peer nothing. */
  #makeRoomFor(added: number): void {
    const needed = this.#filled + added
    if (needed <= this.#target.length) return

    const { believedSizeMax = usuallyBelieved } = this.#limits
    const roomy = Math.max(believedSizeMax, needed, this.#filled * growthFactor)
    const grown = allocate(Math.min(this.#expected, roomy))
    grown.set(this.#target.subarray(0, this.#filled))
    this.#target = grown
  }

  #expect(what: 'header' | 'body', size: number): void {
    this.#filling = what
    this.#target = what === 'header' ? this.#header : nothing
    this.#filled = 0
    this.#expected = size
  }

  /** The peer chose this number, so refuse it before we wait for it. */
  #bodySize(header: Uint8Array): number {
    const size = Buffer.from(header.buffer, header.byteOffset, headerSize).readInt32BE()
    const { bodySizeMin, bodySizeMax } = this.#limits
    if (size >= bodySizeMin && size <= bodySizeMax) return size
    throw protocolErrors.FRAME_SIZE(size, bodySizeMax)
  }
}

const nothing = new Uint8Array(0)

// Not zeroed: every byte is overwritten before anyone sees it. Small ones come from Node's pool.
function allocate(size: number): Uint8Array {
  const { buffer, byteOffset } = Buffer.allocUnsafe(size)
  return new Uint8Array(buffer, byteOffset, size)
}
