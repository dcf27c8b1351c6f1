const names = [
  'UNKNOWN',
  'ANY',
  'ALL',
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
  'CREATE_TOKENS',
  'DESCRIBE_TOKENS',
  'TWO_PHASE_COMMIT',
] as const

/** What an ACL is about, by Kafka's names. */
export type AclOperation = (typeof names)[number]

/** Kafka's number of an operation. */
export function aclOperationCode(operation: AclOperation): number {
  return names.indexOf(operation)
}

/** The operation with that number. */
export function aclOperationOf(code: number): AclOperation {
  return names[code] ?? 'UNKNOWN'
}

const notSaid = -(2 ** 31)

/** The operations that a bit is set for; undefined: the broker was not asked, or cannot tell. */
export function authorizedOperationsOf(bits: number): readonly AclOperation[] | undefined {
  if (bits === notSaid) return undefined
  return names.filter((_, code) => (bits & (1 << code)) !== 0)
}
