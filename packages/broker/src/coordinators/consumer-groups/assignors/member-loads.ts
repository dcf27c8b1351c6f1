import { assert } from '@barnabus/base'

// Both walk members like water in a basin: one rises over those who have little, level by level,
// the other falls over those who have much. In between, members are taken in turn.
//
//             ^                      # #
//  partitions |              # # # # # #  <- MostLoaded falls, last member first
//             |  rises ->    # # # # # #
//             |  LeastLoaded # # # # # #
//             +--------------------------->
//                members, least loaded first

/** Names the next member to take a partition: always one of those who have least. */
export class LeastLoaded {
  readonly #members: readonly number[]
  readonly #loadOf: (member: number) => number
  #level: number
  #reached = 0
  #next = 0

  constructor(members: readonly number[], loadOf: (member: number) => number) {
    this.#members = byLoad(members, loadOf)
    this.#loadOf = loadOf
    this.#level = this.lowest - 1
  }

  /** What the least loaded member has. */
  get lowest(): number {
    return this.#loadOf(first(this.#members))
  }

  /** How many partitions everybody had whose turn it is. */
  get level(): number {
    return this.#level
  }

  /** Whoever asks gives that member a partition. */
  next(): number {
    if (this.#next >= this.#reached) this.#rise()
    const member = this.#members[this.#next]
    assert(member !== undefined, 'the water reaches at least one member')
    this.#next += 1
    return member
  }

  #rise(): void {
    this.#level += 1
    for (; this.#reached < this.#members.length; this.#reached += 1) {
      const member = this.#members[this.#reached]
      if (member === undefined || this.#loadOf(member) !== this.#level) break
    }
    this.#next = 0
  }
}

/** Names the next member to give a partition away: always one of those who have most. */
export class MostLoaded {
  /** Those the water has not reached yet, most loaded last. */
  readonly #rest: number[]
  /** Those whose turn it is, the first first. */
  readonly #reached: number[] = []
  readonly #loadOf: (member: number) => number
  #level: number
  #next = 0

  constructor(members: readonly number[], loadOf: (member: number) => number) {
    this.#rest = byLoad(members, loadOf)
    this.#loadOf = loadOf
    this.#level = this.highest + 1
  }

  /** What the most loaded member has, before anybody was reached. */
  get highest(): number {
    return this.#loadOf(first(this.#rest, -1))
  }

  /** How many partitions everybody had whose turn it is. */
  get level(): number {
    return this.#level
  }

  /** The next member, unless all are excluded. */
  next(): number | undefined {
    if (this.#next >= this.#reached.length) this.#fall()
    const member = this.#reached[this.#next]
    this.#next += 1
    return member
  }

  /** The member just named has nothing to give: it will not be named again. */
  exclude(): void {
    this.#next -= 1
    const [first] = this.#reached
    assert(first !== undefined, 'only a member that was named is excluded')
    // The first one takes its place, so everybody's turn in the next round comes where Kafka has it.
    this.#reached[this.#next] = first
    this.#reached.shift()
  }

  #fall(): void {
    const highest = this.#rest.at(-1)
    if (this.#reached.length > 0 || highest === undefined) this.#level -= 1
    else this.#level = this.#loadOf(highest)
    for (;;) {
      const member = this.#rest.at(-1)
      if (member === undefined || this.#loadOf(member) !== this.#level) break
      this.#rest.pop()
      this.#reached.push(member)
    }
    this.#next = 0
  }
}

function byLoad(members: readonly number[], loadOf: (member: number) => number): number[] {
  return members.toSorted((one, other) => loadOf(one) - loadOf(other) || one - other)
}

function first(members: readonly number[], index = 0): number {
  const member = members.at(index)
  assert(member !== undefined, 'a topic in an assignment has a subscriber')
  return member
}
