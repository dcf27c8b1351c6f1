import { aclOperationCode, aclOperationOf, type AclOperation } from './acl-operation.ts'
import { codeNames } from '../asking/code-names.ts'

const resourceTypes = codeNames({
  UNKNOWN: 0,
  ANY: 1,
  TOPIC: 2,
  GROUP: 3,
  CLUSTER: 4,
  TRANSACTIONAL_ID: 5,
  DELEGATION_TOKEN: 6,
  USER: 7,
})

const patternTypes = codeNames({ UNKNOWN: 0, ANY: 1, MATCH: 2, LITERAL: 3, PREFIXED: 4 })

const permissions = codeNames({ UNKNOWN: 0, ANY: 1, DENY: 2, ALLOW: 3 })

/** What an ACL protects, by Kafka's names; ANY only in filters. */
export type AclResourceType = Parameters<typeof resourceTypes.codeOf>[0]

/** How an ACL names what it protects; ANY and MATCH (whatever covers the name) only in filters. */
export type AclPatternType = Parameters<typeof patternTypes.codeOf>[0]

export type AclPermission = Parameters<typeof permissions.codeOf>[0]

/** Who may do what, or may not. */
export interface Acl {
  readonly resourceType: AclResourceType
  /** `*` is everything of that type; a cluster is called `kafka-cluster`. */
  readonly resourceName: string
  readonly patternType: AclPatternType
  /** `User:alice`; `User:*` is everybody. */
  readonly principal: string
  /** An address; `*` is anywhere. */
  readonly host: string
  readonly operation: AclOperation
  readonly permission: AclPermission
}

/** An ACL to be made; what is left out is LITERAL, from anywhere, and allowed. */
export type NewAcl = Omit<Acl, 'patternType' | 'host' | 'permission'> &
  Partial<Pick<Acl, 'patternType' | 'host' | 'permission'>>

/** Which ACLs are meant; what is left out may be anything. */
export type AclFilter = Partial<Acl>

interface WireAcl {
  readonly resourceType: number
  readonly resourceName: string
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

/** An ACL to be made, as CreateAcls has it. */
export function aclDraftOf(acl: NewAcl): WireAcl & { readonly resourcePatternType: number } {
  return {
    resourceType: resourceTypes.codeOf(acl.resourceType),
    resourceName: acl.resourceName,
    resourcePatternType: patternTypes.codeOf(acl.patternType ?? 'LITERAL'),
    principal: acl.principal,
    host: acl.host ?? '*',
    operation: aclOperationCode(acl.operation),
    permissionType: permissions.codeOf(acl.permission ?? 'ALLOW'),
  }
}

/** An ACL of an answer. */
export function aclOf(found: WireAcl & { readonly patternType: number }): Acl {
  return {
    resourceType: resourceTypes.nameOf(found.resourceType),
    resourceName: found.resourceName,
    patternType: patternTypes.nameOf(found.patternType),
    principal: found.principal,
    host: found.host,
    operation: aclOperationOf(found.operation),
    permission: permissions.nameOf(found.permissionType),
  }
}

/** A filter as DescribeAcls and DeleteAcls have it. */
export function filterDraftOf(filter: AclFilter): {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  readonly patternTypeFilter: number
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
} {
  return {
    resourceTypeFilter: resourceTypes.codeOf(filter.resourceType ?? 'ANY'),
    resourceNameFilter: filter.resourceName ?? null,
    patternTypeFilter: patternTypes.codeOf(filter.patternType ?? 'ANY'),
    principalFilter: filter.principal ?? null,
    hostFilter: filter.host ?? null,
    operation: aclOperationCode(filter.operation ?? 'ANY'),
    permissionType: permissions.codeOf(filter.permission ?? 'ANY'),
  }
}

/** An ACL or a filter for people, and for errors by name. */
export function aclText(acl: AclFilter): string {
  const { permission = 'ANY', principal = '*', host = '*', operation = 'ANY' } = acl
  const { resourceType = 'ANY', resourceName = '*', patternType = 'ANY' } = acl
  return `${permission} ${principal} from ${host} ${operation} ${resourceType} ${patternType} ${resourceName}`
}
