import { assert } from '@barnabus/base'

/**
 * Lets whoever reads segments' files in, and now and then somebody in alone who puts other files
 * in their place. Who is in must not wait for a turn at the files: whoever waits to be alone has it.
 */
export class FilesGate {
  #inside = 0
  #closed: Promise<void> | undefined
  #onEmpty: () => void = () => undefined

  /** Reads with files that stay what they are meanwhile. */
  async read<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#closed !== undefined) await this.#closed
    this.#inside += 1
    try {
      return await work()
    } finally {
      this.#inside -= 1
      if (this.#inside === 0) this.#onEmpty()
    }
  }

  /** Waits until nobody is inside, and keeps everybody out until `work` has ended. */
  async alone(work: () => Promise<void>): Promise<void> {
    assert(this.#closed === undefined, 'one at a time is alone')
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#closed = promise
    try {
      while (this.#inside > 0) await new Promise<void>((empty) => (this.#onEmpty = empty))
      await work()
    } finally {
      this.#closed = undefined
      resolve()
    }
  }
}
