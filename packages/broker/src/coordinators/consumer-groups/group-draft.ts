import type { ConsumerGroup } from './consumer-group.ts'
import type { GroupRecord } from './group-record.ts'
import type { MemberTimer } from './member-timer.ts'
import type { ClassicGroupFacts } from './classic-group-facts.ts'

/**
 * A change to a group in the making: records, and the group as it will be once they are applied.
 *
 * The group itself stays as it is. Whoever decides sees the effect of what it has written so far,
 * through the same `apply` that makes it real once the records are on disk.
 */
export class GroupDraft {
  readonly records: GroupRecord[] = []
  readonly timers: MemberTimer[] = []
  /** The group of the classic protocol that this one becomes, if it does. */
  becomes: { readonly facts: ClassicGroupFacts; readonly rebalance: boolean } | undefined
  #group: ConsumerGroup
  #forked = false

  constructor(group: ConsumerGroup) {
    this.#group = group
  }

  /** The group as it will be. */
  get group(): ConsumerGroup {
    return this.#group
  }

  write(...records: readonly GroupRecord[]): void {
    if (!this.#forked) {
      this.#group = this.#group.fork()
      this.#forked = true
    }
    for (const record of records) {
      this.records.push(record)
      this.#group.apply(record)
    }
  }

  /** To be started or stopped once the records are on disk. */
  time(timer: MemberTimer): void {
    this.timers.push(timer)
  }
}
