import { assert } from '@barnabus/base'

import type { TopicPartition } from '../../topic-partition.ts'
import { inMemberOrder } from './member-order.ts'
import type { AssignablePartition, MemberSubscription } from './partition-assignor.ts'
import { racksMatter } from './racks-matter.ts'

interface RangeInput {
  readonly topic: string
  readonly partitions: readonly AssignablePartition[]
  readonly members: readonly MemberSubscription[]
  /** Where what members get is put, by member id. */
  readonly taken: ReadonlyMap<string, TopicPartition[]>
}

/** How far the sharing out of one topic has come. */
export class RangeOfTopic {
  readonly topic: string
  readonly partitionCount: number
  readonly needsRacks: boolean
  readonly #members: ReadonlyMap<string, string | undefined>
  readonly #racks: readonly ReadonlySet<string>[]
  readonly #taken: ReadonlyMap<string, TopicPartition[]>
  readonly #counts: Map<string, number>
  #unassigned: readonly number[]
  readonly #share: number
  #extra: number

  private constructor({ topic, partitions, members, taken }: RangeInput) {
    this.topic = topic
    this.partitionCount = partitions.length
    this.#members = new Map(members.map(({ memberId, rackId }) => [memberId, rackId]))
    this.#racks = partitions.map(({ racks }) => racks)
    this.#taken = taken
    this.#counts = new Map(members.map(({ memberId }) => [memberId, 0]))
    this.#unassigned = partitions.map(({ partition }) => partition)
    this.#share = members.length === 0 ? 0 : Math.floor(partitions.length / members.length)
    this.#extra = members.length === 0 ? 0 : partitions.length % members.length
    this.needsRacks = racksMatter(Array.from(this.#members.values()), this.#racks)
  }

  /** At the beginning, for those of `members` who want the topic. */
  static of(input: RangeInput): RangeOfTopic {
    const wanting = input.members.filter(({ topics }) => topics.includes(input.topic))
    return new RangeOfTopic({ ...input, members: inMemberOrder(wanting) })
  }

  /** Those who want the topic, in the order in which they are served. */
  get memberIds(): readonly string[] {
    return Array.from(this.#members.keys())
  }

  /** How many more partitions the member may get. */
  room(memberId: string): number {
    const most = this.#share + (this.#extra > 0 ? 1 : 0)
    return Math.max(0, most - (this.#counts.get(memberId) ?? 0))
  }

  /** Whether the member could read the partition in its own rack; one without a rack always can. */
  isInRack(memberId: string, partition: number): boolean {
    const rack = this.#members.get(memberId)
    return rack === undefined || this.#racks[partition]?.has(rack) === true
  }

  /** Gives each member as many of the next partitions that it may have as there is room for. */
  assignRanges(mayHave: (memberId: string, partition: number) => boolean): void {
    for (const memberId of this.#members.keys()) {
      const free = this.#unassigned.filter((partition) => mayHave(memberId, partition))
      const next = free.slice(0, this.room(memberId))
      if (next.length > 0) this.assign(memberId, next)
    }
  }

  assign(memberId: string, partitions: readonly number[]): void {
    const { topic } = this
    const taken = this.#taken.get(memberId)
    assert(taken !== undefined, 'only members of the group are given anything')
    taken.push(...partitions.map((partition) => ({ topic, partition })))
    const count = (this.#counts.get(memberId) ?? 0) + partitions.length
    this.#counts.set(memberId, count)
    if (count > this.#share) this.#extra -= 1
    this.#unassigned = this.#unassigned.filter((partition) => !partitions.includes(partition))
  }
}
