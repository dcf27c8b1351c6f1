import type { Shard } from '../runtime/shard.ts'
import type { AnyGroupRecord } from './group-record.ts'
import type { GroupState } from './group-state.ts'

/** One partition of `__consumer_offsets`: its groups and their offsets. */
export type GroupShard = Shard<AnyGroupRecord, GroupState>

/** As much of a shard as groups need that live in it. */
export type GroupKeeper = Pick<GroupShard, 'state' | 'timers' | 'write'>
