type Close = () => Promise<void> | void

/** Closes what was opened, in the reverse order of opening. */
export class ClosingStack {
  readonly #closers: Close[] = []
  #closed: Promise<void> | undefined

  push(close: Close): void {
    this.#closers.push(close)
  }

  /** Safe to call twice. Closes everything, and then rejects with the first error there was. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll()
    return this.#closed
  }

  async #closeAll(): Promise<void> {
    const errors: unknown[] = []
    for (const close of this.#closers.toReversed()) {
      try {
        await close()
      } catch (error) {
        errors.push(error) // One that cannot close must not keep the others open.
      }
    }
    if (errors.length > 0) throw errors[0]
  }
}
