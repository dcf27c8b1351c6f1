import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { onAllBrokers } from '../asking/on-all-brokers.ts'

/** A group that is there. */
export interface GroupListing {
  readonly groupId: string
  /** `consumer`, `connect`, …; empty: it has only committed offsets. */
  readonly protocolType: string
  /** Kafka's name: `Stable`, `Empty`, …; undefined before Kafka 2.6. */
  readonly state: string | undefined
  /** Kafka's name: `Classic`, `Consumer`, …; undefined before Kafka 3.8. */
  readonly type: string | undefined
}

export interface ListGroupsOptions extends Patience {
  /** Kafka 2.6. */
  readonly states?: readonly string[]
  /** Kafka 3.8. */
  readonly types?: readonly string[]
  readonly protocolTypes?: readonly string[]
}

/** See `Admin.listGroups`. */
export async function listGroups(
  cluster: Cluster,
  { states = [], types = [], protocolTypes = [], ...patience }: ListGroupsOptions = {},
): Promise<readonly GroupListing[]> {
  const action = 'list groups'
  const answers = await onAllBrokers(
    cluster,
    {
      action,
      ask: async (to, deadline) => {
        const request = { statesFilter: states, typesFilter: types }
        const answer = await cluster.send(to, ApiKey.ListGroups, () => request, deadline)
        throwIfError(answer.errorCode, action)
        return answer.groups
      },
    },
    cluster.deadline(patience),
  )
  const isMeant = (protocolType: string): boolean =>
    protocolTypes.length === 0 || protocolTypes.includes(protocolType)
  return answers
    .flatMap(([, groups]) => groups)
    .filter(({ protocolType }) => isMeant(protocolType))
    .map(({ groupId, protocolType, groupState, groupType }) => ({
      groupId,
      protocolType,
      state: groupState === '' ? undefined : groupState,
      type: groupType === '' ? undefined : groupType,
    }))
}
