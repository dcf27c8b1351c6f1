import type { Logger } from '@barnabus/base'

import type { RebalanceObserver } from '../observation/rebalance-observer.ts'
import type { PartitionAssignor } from './assignors/partition-assignor.ts'
import type { AssignmentListener } from './group-member.ts'

/** What a member needs beside its settings. */
export interface MemberOptions {
  readonly listener: AssignmentListener
  /** Left out: nothing is logged. */
  readonly logger?: Logger
  /** Counts rebalances; left out: nobody does. */
  readonly rebalances?: RebalanceObserver
  /** Strategies of the program's own that `partition.assignment.strategy` may name. */
  readonly assignors?: readonly PartitionAssignor[]
}
