import type { MemberSubscription } from '../partition-assignor.ts'
import { racksMatter } from '../racks-matter.ts'
import type { AllPartitions, Partition } from './all-partitions.ts'

/** Which member could read which partition in its own rack, where that makes a difference. */
export class RackView {
  readonly #racks: ReadonlyMap<string, string>
  readonly #memberCounts = new Map<string, number>()

  constructor(members: readonly MemberSubscription[], partitions: AllPartitions) {
    const withRack = members.flatMap(({ memberId, rackId }) =>
      rackId === undefined ? [] : [[memberId, rackId] as const],
    )
    const racks = withRack.map(([, rack]) => rack)
    const matter = racksMatter(
      racks,
      partitions.all.map((partition) => partition.racks),
    )
    this.#racks = new Map(matter ? withRack : [])
    for (const rack of racks) {
      this.#memberCounts.set(rack, (this.#memberCounts.get(rack) ?? 0) + 1)
    }
  }

  get matters(): boolean {
    return this.#racks.size > 0
  }

  /** The member's rack; undefined where racks make no difference. */
  rackOf(memberId: string): string | undefined {
    return this.#racks.get(memberId)
  }

  /** Whether the member would have to read the partition from another rack. */
  isFar(memberId: string, { racks }: Partition): boolean {
    const rack = this.#racks.get(memberId)
    return rack !== undefined && !racks.has(rack)
  }

  /** Whether the member has a rack, and the partition has a replica there. */
  isNear(memberId: string, { racks }: Partition): boolean {
    const rack = this.#racks.get(memberId)
    return rack !== undefined && racks.has(rack)
  }

  /** First those for which there are the fewest members near by: they are the hardest to place. */
  hardestFirst(partitions: readonly Partition[]): readonly Partition[] {
    if (this.#memberCounts.size === 0) return partitions
    const nearby = ({ racks }: Partition): number =>
      Array.from(racks).reduce((sum, rack) => sum + (this.#memberCounts.get(rack) ?? 0), 0)
    return partitions
      .map((partition) => ({ partition, count: nearby(partition) }))
      .toSorted((a, b) => a.count - b.count)
      .map(({ partition }) => partition)
  }
}
