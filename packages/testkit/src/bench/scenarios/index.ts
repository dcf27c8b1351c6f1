import type { Scenario } from '../scenario.ts'
import { bus } from './bus.ts'
import { busFailures } from './bus-failures.ts'
import { clients } from './clients.ts'
import { consumeCold } from './consume-cold.ts'
import { consumeTail } from './consume-tail.ts'
import { groupChurn } from './group-churn.ts'
import { groupCommits } from './group-commits.ts'
import { idle } from './idle.ts'
import { latency } from './latency.ts'
import { partitions } from './partitions.ts'
import { produceManyPartitions } from './produce-many-partitions.ts'
import { produceOnePartition } from './produce-one-partition.ts'
import { produceSmallOnePartition } from './produce-small-one-partition.ts'
import { produceSmall } from './produce-small.ts'
import { produce } from './produce.ts'
import { startAfterCommits } from './start-after-commits.ts'
import { start } from './start.ts'
import { transactions } from './transactions.ts'

/** Everything that `npm run bench` can measure, in the order of the page. */
export const scenarios: readonly Scenario[] = [
  start,
  startAfterCommits,
  idle,
  produce,
  produceOnePartition,
  produceSmall,
  produceSmallOnePartition,
  produceManyPartitions,
  consumeTail,
  consumeCold,
  latency,
  transactions,
  groupCommits,
  groupChurn,
  partitions,
  clients,
  bus,
  busFailures,
]
