/** What happened to receipts and replies that nobody is told about otherwise. */
export interface ConfirmationCounts {
  /** Replies that came when their request had been given up. */
  readonly lateReplies: number
  /** Replies and receipts that had come before. */
  readonly duplicates: number
  /** Requests that were not handled, for nobody waited for their reply any more. */
  readonly expiredRequests: number
  /** Requests that were answered with the reply to an earlier one of the same id. */
  readonly repeatedRequests: number
  /** Receipts and replies that could not be written where they were asked for. */
  readonly undeliverable: number
}

/** Counts that grow. */
export class Counts {
  readonly #counts = {
    lateReplies: 0,
    duplicates: 0,
    expiredRequests: 0,
    repeatedRequests: 0,
    undeliverable: 0,
  }

  /** One more. */
  note(name: keyof ConfirmationCounts): void {
    this.#counts[name] += 1
  }

  /** As of now. */
  read(): ConfirmationCounts {
    return { ...this.#counts }
  }
}
