import { compareTexts } from '../member-order.ts'

/** Members in the order of how many partitions they have, fewest first, then by their ids. */
export class LoadOrder {
  readonly #members: { readonly memberId: string; load: number }[] = []

  /** In order. */
  get memberIds(): readonly string[] {
    return this.#members.map(({ memberId }) => memberId)
  }

  /** Whether nobody has more than one partition more than anybody else. */
  get isEven(): boolean {
    const [least] = this.#members
    const most = this.#members.at(-1)
    return least === undefined || most === undefined || least.load >= most.load - 1
  }

  /** How many partitions the one with the most has. */
  get most(): number {
    return this.#members.at(-1)?.load ?? 0
  }

  /** The first member, in order, of whom it holds. */
  first(holds: (memberId: string) => boolean): string | undefined {
    return this.#members.find(({ memberId }) => holds(memberId))?.memberId
  }

  add(memberId: string, load: number): void {
    this.#members.splice(this.#placeOf(memberId, load), 0, { memberId, load })
  }

  remove(memberId: string, load: number): void {
    const place = this.#placeOf(memberId, load)
    if (this.#members[place]?.memberId === memberId) this.#members.splice(place, 1)
  }

  /** The place of the first that is not before this one. */
  #placeOf(memberId: string, load: number): number {
    let low = 0
    let high = this.#members.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = this.#members[middle]!
      const isBefore = found.load - load || compareTexts(found.memberId, memberId)
      if (isBefore < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
