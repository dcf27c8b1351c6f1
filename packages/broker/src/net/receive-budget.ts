import { assert, type Clock } from '@barnabus/base'

/**
 * Bounds the memory that requests hold while they arrive and until they are answered.
 *
 * Small frames always pass: they cost less than deciding about them. Large ones, which few clients
 * send, get a part of the budget, so that they cannot keep ordinary ones out. Once the budget is
 * spent, nobody reads on but one: whoever needs the least to complete its frame. So the overdraft
 * is one frame, and somebody always makes progress. Peers that stop in the middle of a frame lose
 * their connection: at once under pressure, after a deadline otherwise.
 */
export class ReceiveBudget {
  readonly #clock: Clock
  readonly #limits: ReceiveLimits
  readonly #waiting = new Set<Receipt>()
  #heldBytes = 0
  #overdrawn: Receipt | undefined // The one that may read although the budget is spent.

  constructor(clock: Clock, limits: ReceiveLimits) {
    assert(limits.heldBytesMax > 0, 'without any budget nothing could arrive')
    this.#clock = clock
    this.#limits = limits
  }

  /** Bytes of requests that are arriving, or were not answered yet. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  /** The account of one connection. Whoever opens it closes it. */
  open(): Receipt {
    return new Receipt(this)
  }

  /** Whether `receipt` has kept us waiting in the middle of a frame for longer than it may. */
  isLate(receipt: Receipt): boolean {
    if (receipt.missingBytes === 0 || this.#waiting.has(receipt)) return false
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - receipt.frameStartedAtMs > this.#limits.frameTimeoutMs) return true
    return this.#waiting.size > 0 && nowMs - receipt.lastBytesAtMs > this.#limits.stallTimeoutMs
  }

  /**
   * Large frames that we keep waiting and that must give way, because what they hold keeps ordinary
   * ones out: those that hold most, as many as it takes.
   */
  victims(): ReadonlySet<Receipt> {
    const victims = new Set<Receipt>()
    const waitingSinceMax = this.#clock.monotonicMs() - this.#limits.stallTimeoutMs
    const waiting = [...this.#waiting]
    const isStarving = (receipt: Receipt): boolean =>
      !this.#isLarge(receipt) && receipt.waitingSinceMs < waitingSinceMax
    if (!waiting.some(isStarving)) return victims

    let surplusBytes = this.#heldBytes - this.#limits.heldBytesMax
    const large = waiting.filter((receipt) => this.#isLarge(receipt))
    for (const receipt of large.toSorted((one, other) => other.heldBytes - one.heldBytes)) {
      if (surplusBytes < 0) break
      surplusBytes -= receipt.heldBytes
      victims.add(receipt)
    }
    return victims
  }

  /** For `Receipt` only. */
  mayRead(receipt: Receipt): boolean {
    if (receipt === this.#overdrawn || this.#hasRoomFor(receipt)) return true
    return receipt.heldBytes + receipt.missingBytes <= this.#limits.smallFrameSize
  }

  /** For `Receipt` only: resolves when it may read on. */
  wait(receipt: Receipt): Promise<void> {
    receipt.waitingSinceMs = this.#clock.monotonicMs()
    return new Promise((resolve) => {
      receipt.admit = () => {
        receipt.admit = undefined
        receipt.forgive(this.#clock.monotonicMs() - receipt.waitingSinceMs)
        resolve()
      }
      this.#waiting.add(receipt)
      this.#admit()
    })
  }

  /** For `Receipt` only. */
  changed(receipt: Receipt, byBytes: number): void {
    this.#heldBytes += byBytes
    assert(this.#heldBytes >= 0, 'nobody gives back more than was held')
    if (receipt.missingBytes === 0 && receipt === this.#overdrawn) this.#overdrawn = undefined
    if (this.#waiting.size > 0) this.#admit()
  }

  /** For `Receipt` only. */
  nowMs(): number {
    return this.#clock.monotonicMs()
  }

  /** For `Receipt` only. */
  closed(receipt: Receipt): void {
    this.#waiting.delete(receipt)
    if (receipt === this.#overdrawn) this.#overdrawn = undefined
    receipt.admit?.()
    if (this.#waiting.size > 0) this.#admit()
  }

  #hasRoomFor(receipt: Receipt): boolean {
    const { heldBytesMax, largeHeldBytesMax } = this.#limits
    return this.#heldBytes < (this.#isLarge(receipt) ? largeHeldBytesMax : heldBytesMax)
  }

  #isLarge({ heldBytes, missingBytes }: Receipt): boolean {
    return heldBytes + missingBytes > this.#limits.largeFrameSize
  }

  #admit(): void {
    let nearest: Receipt | undefined
    for (const receipt of this.#waiting) {
      if (this.#hasRoomFor(receipt)) this.#admitOne(receipt)
      else if (nearest === undefined || receipt.missingBytes < nearest.missingBytes) {
        nearest = receipt
      }
    }
    if (nearest === undefined || this.#overdrawn !== undefined) return
    this.#overdrawn = nearest
    this.#admitOne(nearest)
  }

  #admitOne(receipt: Receipt): void {
    this.#waiting.delete(receipt)
    receipt.admit?.()
  }
}

export interface ReceiveLimits {
  readonly heldBytesMax: number
  /** A frame up to this size is read whatever the budget says. */
  readonly smallFrameSize: number
  /** Frames above this size are read only while less than `largeHeldBytesMax` is held. */
  readonly largeFrameSize: number
  readonly largeHeldBytesMax: number
  /** How long a whole frame may take, not counting the time we made it wait. */
  readonly frameTimeoutMs: number
  /** How long a frame may make no progress while others wait for the memory it holds. */
  readonly stallTimeoutMs: number
}

/** What one connection holds of the budget. */
export class Receipt {
  readonly #budget: ReceiveBudget
  #arrivingBytes = 0
  #unansweredBytes = 0
  #closed = false
  missingBytes = 0
  frameStartedAtMs = 0
  lastBytesAtMs = 0
  waitingSinceMs = 0
  /** Set by the budget while this one waits. */
  admit: (() => void) | undefined

  constructor(budget: ReceiveBudget) {
    this.#budget = budget
  }

  get heldBytes(): number {
    return this.#arrivingBytes + this.#unansweredBytes
  }

  /** Whether the connection's next chunk may be read now; if not, `wait`. */
  mayRead(): boolean {
    return this.#budget.mayRead(this)
  }

  /** Resolves when the connection may read on, or was closed. */
  wait(): Promise<void> {
    return this.#budget.wait(this)
  }

  /** Bytes came: of the frame in progress `heldBytes` are here and `missingBytes` are not. */
  arrived(heldBytes: number, missingBytes: number): void {
    const grownBytes = heldBytes - this.#arrivingBytes
    this.#arrivingBytes = heldBytes
    if (missingBytes > 0) {
      this.lastBytesAtMs = this.#budget.nowMs()
      if (this.missingBytes === 0) this.frameStartedAtMs = this.lastBytesAtMs
    }
    this.missingBytes = missingBytes
    this.#budget.changed(this, grownBytes)
  }

  /** A whole frame goes to its handler; call `answered` with the same size afterwards. */
  accepted(frameBytes: number): void {
    this.missingBytes = 0
    this.#unansweredBytes += frameBytes
    const grownBytes = frameBytes - this.#arrivingBytes
    this.#arrivingBytes = 0
    this.#budget.changed(this, grownBytes)
  }

  answered(frameBytes: number): void {
    if (this.#closed) return
    this.#unansweredBytes -= frameBytes
    this.#budget.changed(this, -frameBytes)
  }

  /** For `ReceiveBudget` only: time that we made the peer wait does not count against it. */
  forgive(waitedMs: number): void {
    this.frameStartedAtMs += waitedMs
    this.lastBytesAtMs = this.#budget.nowMs()
  }

  /** Gives everything back; what is answered later no longer counts. */
  close(): void {
    this.#closed = true
    const heldBytes = this.heldBytes
    this.#arrivingBytes = 0
    this.#unansweredBytes = 0
    this.missingBytes = 0
    this.#budget.changed(this, -heldBytes)
    this.#budget.closed(this)
  }
}
