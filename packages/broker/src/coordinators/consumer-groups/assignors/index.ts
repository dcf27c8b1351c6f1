import type { Assignor } from './assignor.ts'
import { rangeAssignor } from './range-assignor.ts'
import { uniformAssignor } from './uniform-assignor.ts'

/** The assignors that a broker has, the default of `group.consumer.assignors` first. */
export const consumerGroupAssignors: readonly Assignor[] = [uniformAssignor, rangeAssignor]
