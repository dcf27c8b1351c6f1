import { Buffer } from 'node:buffer'

import { assert } from '../assert.ts'

const bufferSize = 64 * 1024
const bufferCount = 3 // One that the reader has, one that waits for it, one to read into.

/** What Node reads into, and whom it tells; false: it shall read no more. */
interface OnRead {
  readonly buffer: () => Uint8Array
  readonly callback: (size: number, buffer: Uint8Array) => boolean
}

/**
 * What comes over a connection, chunk by chunk, for one reader. A chunk that nobody has asked for
 * waits, and the connection rests until somebody has.
 */
export class ReceivedChunks {
  #reader: ((chunk: Uint8Array | undefined) => void) | undefined
  #ahead: Uint8Array | undefined
  #isResting = true
  #isUnwanted = false // Not Node's writableEnded: that stays false when the goodbye fails.
  #isOver = false

  /** The next chunk, good until the next read; undefined at the end. `wake`: go on, if at rest. */
  read(wake: () => void): Promise<Uint8Array | undefined> {
    assert(this.#reader === undefined, 'a socket has one reader, and it reads once at a time')
    const chunk = this.#ahead
    if (chunk !== undefined) {
      this.#ahead = undefined
      return Promise.resolve(chunk)
    }
    if (this.#isOver) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.#reader = resolve
      if (!this.#isResting) return
      this.#isResting = false
      wake()
    })
  }

  /** A chunk has come. False: the connection shall rest. */
  take(chunk: Uint8Array): boolean {
    const reader = this.#reader
    this.#reader = undefined
    if (reader !== undefined) reader(chunk)
    else if (!this.#isUnwanted) {
      assert(this.#ahead === undefined, 'a connection at rest delivers nothing')
      this.#ahead = chunk
      this.#isResting = true
      return false
    }
    return true
  }

  /** Whatever still comes is dropped, unless somebody reads it. */
  dropTheRest(): void {
    this.#isUnwanted = true
  }

  /** Nothing will come any more. */
  end(): void {
    this.#isOver = true
    this.#reader?.(undefined)
    this.#reader = undefined
  }

  /**
   * Has Node read into the same few buffers in turn instead of into a new one each time. The turn
   * goes on with a chunk that somebody has or will have: what is dropped is read over.
   */
  intoBuffersInTurn(): OnRead {
    const buffers = Array.from({ length: bufferCount }, () => Buffer.allocUnsafeSlow(bufferSize))
    let turn = 0
    return {
      buffer: () => buffers[turn % bufferCount]!,
      callback: (size, buffer) => {
        const isDropped = this.#reader === undefined && this.#isUnwanted
        if (!isDropped) turn += 1
        return this.take(buffer.subarray(0, size))
      },
    }
  }
}
