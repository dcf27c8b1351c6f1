import { assert } from '@barnabus/base'

import { compareTexts } from '../member-order.ts'
import type { MemberSubscription } from '../partition-assignor.ts'
import type { AllPartitions, Partition } from './all-partitions.ts'
import type { StickyResult } from './assign-alike.ts'
import type { Claims } from './claims.ts'
import { LoadOrder } from './load-order.ts'
import { Moves } from './moves.ts'
import type { RackView } from './rack-view.ts'

/**
 * Shares partitions out among members that want different topics: everybody keeps what it may keep,
 * what is free goes to whoever has least, and then partitions move as long as that makes the
 * assignment more even.
 */
export function assignUnlike(
  members: readonly MemberSubscription[],
  partitions: AllPartitions,
  claims: Claims,
  racks: RackView,
): StickyResult {
  const assigned = new UnlikeAssignment(members, partitions, claims, racks).result()
  return { assigned, transferred: undefined }
}

type Assigned = Map<string, Partition[]>

class UnlikeAssignment {
  readonly #partitions: AllPartitions
  readonly #claims: Claims
  readonly #racks: RackView
  readonly #wanted: ReadonlyMap<string, ReadonlySet<string>>
  readonly #wanting: ReadonlyMap<string, readonly string[]>
  #assigned: Assigned
  #owners = new Map<Partition, string>()
  readonly #order = new LoadOrder()
  readonly #moves = new Moves()
  #isRevoking = false

  constructor(
    members: readonly MemberSubscription[],
    partitions: AllPartitions,
    claims: Claims,
    racks: RackView,
  ) {
    this.#partitions = partitions
    this.#claims = claims
    this.#racks = racks
    const topics = new Set(partitions.topics)
    this.#wanted = new Map(
      members.map((member) => [
        member.memberId,
        new Set(member.topics.filter((topic) => topics.has(topic))),
      ]),
    )
    this.#wanting = new Map(
      partitions.topics.map((topic) => [
        topic,
        members.filter((member) => member.topics.includes(topic)).map(({ memberId }) => memberId),
      ]),
    )
    this.#assigned = new Map(members.map(({ memberId }) => [memberId, []]))
  }

  result(): ReadonlyMap<string, Partition[]> {
    this.#keepOwned()
    for (const [memberId, { length }] of this.#assigned) this.#order.add(memberId, length)
    this.#balance()
    return this.#assigned
  }

  #keepOwned(): void {
    for (const [memberId, partitions] of this.#claims.owned) {
      for (const partition of partitions) {
        if (this.#mayKeep(memberId, partition)) {
          this.#assigned.get(memberId)?.push(partition)
          this.#owners.set(partition, memberId)
        } else this.#isRevoking = true
      }
    }
  }

  #mayKeep(memberId: string, partition: Partition): boolean {
    return this.#wants(memberId, partition) && !this.#racks.isFar(memberId, partition)
  }

  #wants(memberId: string, { topic }: Partition): boolean {
    return this.#wanted.get(memberId)?.has(topic) === true
  }

  #balance(): void {
    const wasEmpty = this.#order.most === 0
    const all = this.#fewestChoicesFirst()
    const free = all.filter((partition) => !this.#owners.has(partition))
    this.#assignFree(free)
    const fixed = this.#setFixedAside()
    const before = { assigned: copyOf(this.#assigned), owners: new Map(this.#owners) }
    const movable = (partition: Partition): boolean => this.#choices(partition) >= 2
    if (!this.#isRevoking) this.#improve(free.filter(movable))
    const hasMoved = this.#improve(all.filter(movable))
    if (!wasEmpty && hasMoved && unevenness(this.#assigned) >= unevenness(before.assigned)) {
      this.#assigned = before.assigned // All that moving made it no more even.
      this.#owners = before.owners
    }
    for (const [memberId, partitions] of fixed) this.#assigned.set(memberId, partitions)
  }

  #choices({ topic }: Partition): number {
    return this.#wanting.get(topic)?.length ?? 0
  }

  #fewestChoicesFirst(): readonly Partition[] {
    const choices = (topic: string): number => this.#wanting.get(topic)?.length ?? 0
    return this.#partitions.topics
      .toSorted((a, b) => choices(a) - choices(b) || compareTexts(a, b))
      .flatMap((topic) => this.#partitions.of(topic))
  }

  #assignFree(free: readonly Partition[]): void {
    const far = this.#racks.matters
      ? free.filter(
          (partition) => !this.#assignOne(partition, (id) => !this.#racks.isFar(id, partition)),
        )
      : free
    for (const partition of far) this.#assignOne(partition, () => true)
  }

  /** To whoever has the fewest of those that want it and may have it. */
  #assignOne(partition: Partition, mayHave: (memberId: string) => boolean): boolean {
    const memberId = this.#order.first((id) => this.#wants(id, partition) && mayHave(id))
    if (memberId === undefined) return false
    this.#change(memberId, (partitions) => partitions.push(partition))
    this.#owners.set(partition, memberId)
    return true
  }

  /** Members to whom and from whom nothing can move take no part in what follows. */
  #setFixedAside(): Assigned {
    const fixed: Assigned = new Map()
    for (const [memberId, partitions] of this.#assigned) {
      const hasAll = partitions.length >= this.#mostFor(memberId)
      if (!hasAll || partitions.some((partition) => this.#choices(partition) >= 2)) continue
      this.#order.remove(memberId, partitions.length)
      fixed.set(memberId, partitions)
    }
    for (const memberId of fixed.keys()) this.#assigned.delete(memberId)
    return fixed
  }

  #mostFor(memberId: string): number {
    let most = 0
    for (const topic of this.#wanted.get(memberId) ?? []) most += this.#partitions.of(topic).length
    return most
  }

  /** Moves partitions, those with the fewest choices first, until nothing gets better by it. */
  #improve(movable: readonly Partition[]): boolean {
    let hasMoved = false
    for (let isMoving = true; isMoving;) {
      isMoving = false
      for (const partition of movable) {
        if (this.#isBalanced()) break
        if (!this.#moveToBetter(partition)) continue
        isMoving = true
        hasMoved = true
      }
    }
    return hasMoved
  }

  #moveToBetter(partition: Partition): boolean {
    const owner = this.#owners.get(partition)
    if (owner === undefined || !this.#assigned.has(owner)) return false
    const earlier = this.#claims.earlier.get(partition)?.memberId
    if (
      earlier !== undefined &&
      this.#wants(earlier, partition) &&
      this.#isLighter(earlier, owner)
    ) {
      this.#move(partition, owner, earlier)
      return true
    }
    const wanting = this.#wanting.get(partition.topic) ?? []
    if (!wanting.some((memberId) => this.#isLighter(memberId, owner))) return false
    const lightest = this.#order.first((memberId) => this.#wants(memberId, partition))
    assert(lightest !== undefined, 'somebody wants what can be moved')
    this.#move(partition, owner, lightest)
    return true
  }

  /** Whether it would be more even if the other gave one to this member. */
  #isLighter(memberId: string, other: string): boolean {
    const load = this.#assigned.get(memberId)?.length
    return load !== undefined && this.#loadOf(other) > load + 1
  }

  #loadOf(memberId: string): number {
    return this.#assigned.get(memberId)?.length ?? 0
  }

  #move(wished: Partition, from: string, to: string): void {
    const partition = this.#bestToMove(wished, from, to)
    const owner = this.#owners.get(partition)
    assert(owner !== undefined, 'what moves was assigned')
    this.#moves.add(partition, owner, to)
    this.#change(owner, (partitions) => partitions.splice(partitions.indexOf(partition), 1))
    this.#change(to, (partitions) => partitions.push(partition))
    this.#owners.set(partition, to)
  }

  /** Only from somebody who has at least two more: so each move evens out, and moving ends. */
  #bestToMove(wished: Partition, from: string, to: string): Partition {
    const best = this.#moves.bestToMove(wished, from, to)
    const owner = this.#owners.get(best)
    return owner !== undefined && this.#isLighter(to, owner) ? best : wished
  }

  #change(memberId: string, change: (partitions: Partition[]) => void): void {
    const partitions = this.#assigned.get(memberId)
    assert(partitions !== undefined, 'only members are given anything')
    this.#order.remove(memberId, partitions.length)
    change(partitions)
    this.#order.add(memberId, partitions.length)
  }

  /** Whether nobody could be given a partition of somebody who has at least two more. */
  #isBalanced(): boolean {
    if (this.#order.isEven) return true
    return this.#order.memberIds.every((memberId) => {
      const load = this.#loadOf(memberId)
      if (load + 1 >= this.#order.most || load === this.#mostFor(memberId)) return true
      return Array.from(this.#wanted.get(memberId) ?? []).every((topic) =>
        this.#partitions.of(topic).every((partition) => {
          const owner = this.#owners.get(partition)
          return owner === undefined || load + 1 >= this.#loadOf(owner)
        }),
      )
    })
  }
}

function copyOf(assigned: Assigned): Assigned {
  return new Map(Array.from(assigned, ([memberId, partitions]) => [memberId, [...partitions]]))
}

/** The sum of the differences between all pairs: 0 if everybody has as many. */
function unevenness(assigned: Assigned): number {
  const loads = Array.from(assigned.values(), ({ length }) => length).toSorted((a, b) => a - b)
  let score = 0
  let sum = 0
  for (const [index, load] of loads.entries()) {
    score += load * index - sum
    sum += load
  }
  return score
}
