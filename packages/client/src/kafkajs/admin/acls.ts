import type { Acl as OwnAcl, AclFilter as OwnFilter } from '../../admin/access/acl.ts'
import type { Admin as OwnAdmin } from '../../admin/admin.ts'
import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import { requireList } from '../require-list.ts'
import { translating } from '../translate-error.ts'
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ResourcePatternTypes,
  nameOf,
  numberOf,
} from './kafka-numbers.ts'

/** Who may do what, or may not. */
export interface Acl {
  readonly principal: string
  readonly host: string
  /** One of `AclOperationTypes`. */
  readonly operation: number
  /** One of `AclPermissionTypes`. */
  readonly permissionType: number
}

/** What that is about. */
export interface AclResource {
  /** One of `AclResourceTypes`. */
  readonly resourceType: number
  readonly resourceName: string
  /** One of `ResourcePatternTypes`. */
  readonly resourcePatternType: number
}

export type AclEntry = Acl & AclResource

/** Which ACLs are meant. */
export interface AclFilter {
  readonly resourceType: number
  readonly resourceName?: string | undefined
  readonly resourcePatternType: number
  readonly principal?: string | undefined
  readonly host?: string | undefined
  readonly operation: number
  readonly permissionType: number
}

/** A resource and what is said of it. */
export type DescribeAclResource = AclResource & { readonly acls: Acl[] }

export interface DescribeAclResponse {
  readonly throttleTime: number
  readonly errorCode: number
  readonly resources: DescribeAclResource[]
}

export interface DeleteAclResponse {
  readonly throttleTime: number
  readonly filterResponses: {
    readonly errorCode: number
    readonly matchingAcls: (AclEntry & { readonly errorCode: number })[]
  }[]
}

/** ACLs that a filter covers. */
export async function describeAcls(
  admin: OwnAdmin,
  filter: AclFilter,
): Promise<DescribeAclResponse> {
  const found = await translating(admin.describeAcls(filterOf(filter)))
  const resources = new Map<string, DescribeAclResource>()
  for (const entry of found.map(entryOf)) {
    const { resourceType, resourceName, resourcePatternType, ...acl } = entry
    const key = `${resourceType} ${resourcePatternType} ${resourceName}`
    const before = resources.get(key)
    if (before !== undefined) before.acls.push(acl)
    else {
      const resource = { resourceType, resourceName, resourcePatternType }
      resources.set(key, { ...resource, acls: [acl] })
    }
  }
  return { throttleTime: 0, errorCode: 0, resources: [...resources.values()] }
}

/** Makes ACLs. */
export async function createAcls(admin: OwnAdmin, acl: readonly AclEntry[]): Promise<boolean> {
  requireList('ACL', acl)
  if (acl.length === 0) {
    throw new KafkaJSNonRetriableError('Empty ACL array')
  }
  await translating(admin.createAcls(acl.map(ownOf)))
  return true
}

/** Deletes the ACLs that filters cover, and tells which. */
export async function deleteAcls(
  admin: OwnAdmin,
  filters: readonly AclFilter[],
): Promise<DeleteAclResponse> {
  const filterResponses = await Promise.all(
    filters.map(async (filter) => {
      const deleted = await translating(admin.deleteAcls([filterOf(filter)]))
      const matchingAcls = deleted.map((one) => ({ ...entryOf(one), errorCode: 0 }))
      return { errorCode: 0, matchingAcls }
    }),
  )
  return { throttleTime: 0, filterResponses }
}

function ownOf(entry: AclEntry): OwnAcl {
  return {
    resourceType: nameIn(AclResourceTypes, entry.resourceType, 'resource type'),
    resourceName: entry.resourceName,
    patternType: nameIn(ResourcePatternTypes, entry.resourcePatternType, 'pattern type'),
    principal: entry.principal,
    host: entry.host,
    operation: nameIn(AclOperationTypes, entry.operation, 'operation'),
    permission: nameIn(AclPermissionTypes, entry.permissionType, 'permission type'),
  }
}

function filterOf(filter: AclFilter): OwnFilter {
  const { resourceName, principal, host } = filter
  return {
    resourceType: nameIn(AclResourceTypes, filter.resourceType, 'resource type'),
    patternType: nameIn(ResourcePatternTypes, filter.resourcePatternType, 'pattern type'),
    operation: nameIn(AclOperationTypes, filter.operation, 'operation'),
    permission: nameIn(AclPermissionTypes, filter.permissionType, 'permission type'),
    ...(resourceName !== undefined && { resourceName }),
    ...(principal !== undefined && { principal }),
    ...(host !== undefined && { host }),
  }
}

function entryOf(acl: OwnAcl): AclEntry {
  return {
    resourceType: numberOf(AclResourceTypes, acl.resourceType),
    resourceName: acl.resourceName,
    resourcePatternType: numberOf(ResourcePatternTypes, acl.patternType),
    principal: acl.principal,
    host: acl.host,
    operation: numberOf(AclOperationTypes, acl.operation),
    permissionType: numberOf(AclPermissionTypes, acl.permission),
  }
}

function nameIn<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
  number: number,
  what: string,
): Name {
  const name = nameOf(numbers, number)
  if (name !== undefined) return name
  throw new KafkaJSNonRetriableError(`Invalid ${what} ${number}`)
}
