import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import {
  aclDraftOf,
  aclOf,
  aclText,
  filterDraftOf,
  type Acl,
  type AclFilter,
  type NewAcl,
} from './acl.ts'
import { outcomeOf, perItem, retriedByController, type Outcome } from '../asking/per-item.ts'

/** See `Admin.describeAcls`. */
export async function describeAcls(
  cluster: Cluster,
  filter: AclFilter,
  patience: Patience = {},
): Promise<readonly Acl[]> {
  const action = 'describe ACLs'
  return await cluster.ask(
    {
      action,
      to: 'any',
      api: ApiKey.DescribeAcls,
      request: () => filterDraftOf(filter),
      read: ({ errorCode, errorMessage, resources }) => {
        throwIfError(errorCode, action, errorMessage)
        return resources.flatMap(({ acls, ...resource }) =>
          acls.map((acl) => aclOf({ ...resource, ...acl })),
        )
      },
    },
    patience,
  )
}

/** See `Admin.createAcls`. */
export async function createAcls(
  cluster: Cluster,
  acls: readonly NewAcl[],
  patience: Patience = {},
): Promise<void> {
  await perItem(
    cluster,
    {
      action: 'create ACLs',
      items: acls,
      nameOf: aclText,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items, deadline) => {
        const request = { creations: items.map(aclDraftOf) }
        const { results } = await cluster.send(to, ApiKey.CreateAcls, () => request, deadline)
        const outcomes = items.map((item, index): readonly [string, Outcome<undefined>] => {
          const name = aclText(item)
          const { errorCode = ErrorCode.unknownServerError, errorMessage } = results[index] ?? {}
          return [name, outcomeOf(errorCode, `create ACL ${name}`, errorMessage, () => undefined)]
        })
        return new Map(outcomes)
      },
    },
    patience,
  )
}

/** See `Admin.deleteAcls`. */
export async function deleteAcls(
  cluster: Cluster,
  filters: readonly AclFilter[],
  patience: Patience = {},
): Promise<readonly Acl[]> {
  const deleted = await perItem(
    cluster,
    {
      action: 'delete ACLs',
      items: filters,
      nameOf: aclText,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items, deadline) => {
        const request = { filters: items.map(filterDraftOf) }
        const answer = await cluster.send(to, ApiKey.DeleteAcls, () => request, deadline)
        const outcomes = items.map((item, index): readonly [string, Outcome<readonly Acl[]>] => {
          const name = aclText(item)
          const found = answer.filterResults[index]
          const matchingAcls = found?.matchingAcls ?? []
          const failed = matchingAcls.find((acl) => acl.errorCode !== ErrorCode.none) ?? found
          const errorCode = failed?.errorCode ?? ErrorCode.unknownServerError
          const action = `delete ACLs ${name}`
          return [
            name,
            outcomeOf(errorCode, action, failed?.errorMessage, () => matchingAcls.map(aclOf)),
          ]
        })
        return new Map(outcomes)
      },
    },
    patience,
  )
  return deleted.flat()
}
