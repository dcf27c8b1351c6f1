/** Kafka's codes of operations on resources, of which answers carry sets as bits. */
const operationCodes = {
  read: 3,
  write: 4,
  create: 5,
  delete: 6,
  alter: 7,
  describe: 8,
  clusterAction: 9,
  describeConfigs: 10,
  alterConfigs: 11,
  idempotentWrite: 12,
} as const

/** What a field says whose operations were not asked for. */
export const operationsNotAsked = -2_147_483_648

/** Everything that can be done to a topic. While nobody is authenticated, everybody may. */
export const topicOperations = bitsOf([
  'read',
  'write',
  'create',
  'delete',
  'alter',
  'describe',
  'describeConfigs',
  'alterConfigs',
])

/** Everything that can be done to a group. */
export const groupOperations = bitsOf([
  'read',
  'delete',
  'describe',
  'describeConfigs',
  'alterConfigs',
])

/** Everything that can be done to a cluster. */
export const clusterOperations = bitsOf([
  'create',
  'alter',
  'describe',
  'clusterAction',
  'describeConfigs',
  'alterConfigs',
  'idempotentWrite',
])

function bitsOf(operations: readonly (keyof typeof operationCodes)[]): number {
  return operations.reduce((bits, operation) => bits | (1 << operationCodes[operation]), 0)
}
