import type { Reply } from '../reply.ts'

interface Slot {
  reply: Reply | undefined
  readonly frameSize: number
}

/** Where replies wait for their turn: they leave in the order in which their requests came. */
export class ReplyQueue {
  readonly #slots: Slot[] = []
  readonly #leave: (reply: Reply, frameSize: number) => void
  #waits: { readonly lengthMax: number; readonly resolve: () => void }[] = []

  /** `leave` is called for each reply as soon as it and all before it are there. */
  constructor(leave: (reply: Reply, frameSize: number) => void) {
    this.#leave = leave
  }

  get length(): number {
    return this.#slots.length
  }

  /** Takes the place of the next request; the promise must not be rejected. */
  enqueue(reply: Promise<Reply>, frameSize: number): Promise<void> {
    const slot: Slot = { reply: undefined, frameSize }
    this.#slots.push(slot)
    return reply.then((kept) => {
      slot.reply = kept
      this.#flush()
    })
  }

  /** Resolves once at most `lengthMax` are left. */
  shrunkTo(lengthMax: number): Promise<void> {
    if (this.#slots.length <= lengthMax) return Promise.resolve()
    return new Promise((resolve) => this.#waits.push({ lengthMax, resolve }))
  }

  #flush(): void {
    let leaving = 0
    for (const { reply, frameSize } of this.#slots) {
      if (reply === undefined) break
      leaving += 1
      this.#leave(reply, frameSize)
    }
    if (leaving === 0) return
    this.#slots.splice(0, leaving)
    if (this.#waits.length > 0) this.#wake()
  }

  #wake(): void {
    const waits = this.#waits
    this.#waits = waits.filter(({ lengthMax }) => this.#slots.length > lengthMax)
    for (const wait of waits) if (this.#slots.length <= wait.lengthMax) wait.resolve()
  }
}
