import { ErrorCode } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { FailedItemsError } from '../../errors/failed-items-error.ts'
import type { KafkaError } from '../../errors/kafka-error.ts'
import { describeClassicGroups } from './describe-classic-groups.ts'
import { describeConsumerGroups } from './describe-consumer-groups.ts'
import type { GroupDescription } from './group-description.ts'

export interface DescribeGroupsOptions extends Patience {
  readonly includeAuthorizedOperations?: boolean
}

/** See `Admin.describeGroups`. */
export async function describeGroups(
  cluster: Cluster,
  groupIds: readonly string[],
  { includeAuthorizedOperations = false, ...patience }: DescribeGroupsOptions = {},
): Promise<readonly GroupDescription[]> {
  const deadline = cluster.deadline(patience)
  const call = { includeAuthorizedOperations, deadline }
  const modern = await describeConsumerGroups(cluster, groupIds, call)
  const others = groupIds.filter((id) => isNotModern(modern.errors.get(id)))
  const classic = await describeClassicGroups(cluster, others, call)
  const errors = new Map([...modern.errors, ...classic.errors])
  const results = new Map([...modern.results, ...classic.results])
  for (const id of classic.results.keys()) errors.delete(id)
  if (errors.size > 0) throw new FailedItemsError('describe groups', { results, errors })
  return Array.from(new Set(groupIds), (id) => results.get(id)!)
}

/** Brokers say this of classic groups, and of all groups where they know no others. */
function isNotModern(error: KafkaError | undefined): boolean {
  return (
    error?.errorCode === ErrorCode.groupIdNotFound ||
    error?.errorCode === ErrorCode.unsupportedVersion
  )
}
