import { pause, type Clock } from '@barnabus/base'

// So long the process may do nothing but compact. A client's request waits no longer for its turn.
const sliceMs = 4

/** After so many records it is worth a look at the clock. */
export const recordsPerLook = 64

/** Lets others have their turn while much is to be done, and keeps to a rate of reading and writing. */
export class Pace {
  readonly #clock: Clock
  readonly #bytesPerSecond: () => number
  #sliceStartMs: number
  /** Before that moment no more bytes are to be moved. */
  #movableMs: number

  constructor(clock: Clock, bytesPerSecond: () => number) {
    this.#clock = clock
    this.#bytesPerSecond = bytesPerSecond
    this.#sliceStartMs = clock.monotonicMs()
    this.#movableMs = this.#sliceStartMs
  }

  /** Work begins, after others have had their turn. */
  begin(): void {
    this.#sliceStartMs = this.#clock.monotonicMs()
  }

  /** Whether it is time for `rest`. Cheap: to be asked often. */
  get isTired(): boolean {
    return this.#clock.monotonicMs() - this.#sliceStartMs >= sliceMs
  }

  /** Lets everybody else have a turn. */
  async rest(): Promise<void> {
    await this.#wait(0)
  }

  /** `sizeBytes` were read or written: waits until more may be. */
  async moved(sizeBytes: number): Promise<void> {
    const nowMs = this.#clock.monotonicMs()
    const tookMs = (sizeBytes / this.#bytesPerSecond()) * 1000
    this.#movableMs = Math.max(this.#movableMs, nowMs) + tookMs
    if (this.#movableMs - nowMs >= 1) await this.#wait(this.#movableMs - nowMs)
    else if (this.isTired) await this.rest()
  }

  async #wait(delayMs: number): Promise<void> {
    await pause(this.#clock, delayMs)
    this.begin()
  }
}
