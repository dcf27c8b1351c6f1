/** Wakes one who waits; a ring that nobody waits for is heard by the next who does. */
export class Doorbell {
  #hasRung = false
  #hear: (() => void) | undefined

  ring(): void {
    this.#hasRung = true
    this.#hear?.()
  }

  /** Resolves at the next ring, or at once if it has rung since the last wait. */
  async heard(): Promise<void> {
    if (!this.#hasRung) await new Promise<void>((resolve) => (this.#hear = resolve))
    this.#hasRung = false
    this.#hear = undefined
  }
}
