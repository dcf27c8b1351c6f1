import { assert } from '@barnabus/base'

import { compareTexts } from '../member-order.ts'
import type { AllPartitions, Partition } from './all-partitions.ts'
import type { Claims } from './claims.ts'
import type { RackView } from './rack-view.ts'

/** What came out, by member id, and who gets what somebody else still owns. */
export interface StickyResult {
  readonly assigned: ReadonlyMap<string, Partition[]>
  /** undefined: it has to be found out by comparing. */
  readonly transferred: ReadonlyMap<Partition, string> | undefined
}

/**
 * Shares partitions out among members that all want the same topics. Each gets `floor` or, as far
 * as there are such places, one more; each keeps as much of what it owned as that allows.
 */
export function assignAlike(
  memberIds: readonly string[],
  partitions: AllPartitions,
  claims: Claims,
  racks: RackView,
): StickyResult {
  return new AlikeAssignment(memberIds, partitions, claims, racks).result()
}

class AlikeAssignment {
  readonly #partitions: AllPartitions
  readonly #claims: Claims
  readonly #racks: RackView
  readonly #floor: number
  /** How many members may still get one more than `floor`. */
  #places: number
  readonly #assigned: ReadonlyMap<string, Partition[]>
  readonly #taken = new Set<Partition>()
  readonly #givenUp = new Map<Partition, string>()
  readonly #transferred = new Map<Partition, string>()
  readonly #belowFloor: string[] = []
  /** Those at `floor`, who may get one more while there are places. */
  #atFloor: string[] = []

  constructor(
    memberIds: readonly string[],
    partitions: AllPartitions,
    claims: Claims,
    racks: RackView,
  ) {
    this.#partitions = partitions
    this.#claims = claims
    this.#racks = racks
    this.#floor = Math.floor(partitions.count / memberIds.length)
    this.#places = partitions.count % memberIds.length
    this.#assigned = new Map(memberIds.map((memberId) => [memberId, []]))
  }

  result(): StickyResult {
    for (const memberId of this.#assigned.keys()) this.#keepOwned(memberId)
    this.#belowFloor.sort(compareTexts)
    this.#atFloor.sort(compareTexts)
    const free = this.#partitions.all.filter((partition) => !this.#taken.has(partition))
    const far = this.#assignNear(this.#racks.hardestFirst(free))
    this.#assignRest(far)
    return { assigned: this.#assigned, transferred: this.#transferred }
  }

  #keepOwned(memberId: string): void {
    const owned = (this.#claims.owned.get(memberId) ?? []).toSorted(byNumber)
    const near = owned.filter((partition) => !this.#racks.isFar(memberId, partition))
    for (const partition of owned) {
      if (this.#racks.isFar(memberId, partition)) this.#givenUp.set(partition, memberId)
    }
    if (near.length < this.#floor) {
      this.#keep(memberId, near, near.length)
      this.#belowFloor.push(memberId)
    } else if (near.length > this.#floor && this.#places > 0) {
      this.#keep(memberId, near, this.#floor + 1)
      this.#fillPlace()
    } else {
      this.#keep(memberId, near, this.#floor)
      if (this.#places > 0) this.#atFloor.push(memberId)
    }
  }

  #keep(memberId: string, owned: readonly Partition[], count: number): void {
    const kept = owned.slice(0, count)
    this.#assigned.get(memberId)?.push(...kept)
    for (const partition of kept) this.#taken.add(partition)
    for (const partition of owned.slice(count)) this.#givenUp.set(partition, memberId)
  }

  #fillPlace(): void {
    this.#places -= 1
    if (this.#places === 0) this.#atFloor = []
  }

  /** Deals out within racks as far as that goes, and gives what is left. */
  #assignNear(free: readonly Partition[]): readonly Partition[] {
    if (!this.#racks.matters) return free
    let next = 0
    return free.filter((partition) => {
      const index = this.#nearFrom(this.#belowFloor, next, partition)
      if (index === undefined) return !this.#assignNearAtFloor(partition)
      const memberId = this.#belowFloor[index]!
      const count = this.#give(memberId, partition)
      const isFull = count >= this.#floor
      if (isFull) {
        this.#belowFloor.splice(index, 1)
        if (this.#places > 0) this.#atFloor.push(memberId)
      }
      const after = isFull ? index : index + 1
      next = this.#belowFloor.length === 0 ? 0 : after % this.#belowFloor.length
      return false
    })
  }

  #assignNearAtFloor(partition: Partition): boolean {
    const index = this.#nearFrom(this.#atFloor, 0, partition)
    if (index === undefined) return false
    const [memberId] = this.#atFloor.splice(index, 1)
    this.#give(memberId!, partition)
    this.#fillPlace()
    return true
  }

  #nearFrom(memberIds: readonly string[], first: number, partition: Partition): number | undefined {
    for (let i = 0; i < memberIds.length; i += 1) {
      const index = (first + i) % memberIds.length
      if (this.#racks.isNear(memberIds[index]!, partition)) return index
    }
    return undefined
  }

  /** Around all that are below `floor`, and then one more for some of the others. */
  #assignRest(free: readonly Partition[]): void {
    let next = 0
    for (const partition of free) {
      if (this.#belowFloor.length === 0) {
        const memberId = this.#atFloor.shift()
        assert(memberId !== undefined, 'there is a place for every partition')
        this.#give(memberId, partition)
        continue
      }
      if (next >= this.#belowFloor.length) next = 0
      const memberId = this.#belowFloor[next]!
      if (this.#give(memberId, partition) < this.#floor) next += 1
      else {
        this.#belowFloor.splice(next, 1)
        this.#atFloor.push(memberId)
      }
    }
  }

  #give(memberId: string, partition: Partition): number {
    const partitions = this.#assigned.get(memberId)
    assert(partitions !== undefined, 'only members are given anything')
    partitions.push(partition)
    const givenUpBy = this.#givenUp.get(partition)
    const isOthers = givenUpBy !== undefined && givenUpBy !== memberId
    if (isOthers || this.#claims.contested.has(partition))
      this.#transferred.set(partition, memberId)
    return partitions.length
  }
}

function byNumber(a: Partition, b: Partition): number {
  return a.partition - b.partition || compareTexts(a.topic, b.topic)
}
