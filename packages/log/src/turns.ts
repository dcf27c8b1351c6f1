/** Lets tasks run one after the other, in the order in which they asked. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs `task` when all before it have ended, well or badly, and passes on how it ends. */
  take<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(task)
    this.#last = turn.catch(() => undefined) // Whoever asked hears of it; the next need not.
    return turn
  }
}
