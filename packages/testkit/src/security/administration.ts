import { pause, systemClock } from '@barnabus/base'
import { Admin, isKafkaError } from '@barnabus/client'

import { holds } from '../stories/story.ts'
import type { Check, Stage } from './check.ts'
import { alice, bob, topicOf } from './users.ts'

/** What only a broker with an authorizer, quotas and users can be asked. */
export const administration: readonly Check[] = [
  { title: 'ACLs are found by filter, and deleted', run: withAdmin(findsAcls) },
  { title: 'quotas are set, found and taken away', run: withAdmin(setsQuotas) },
  { title: 'users lose their passwords, one mechanism at a time', run: withAdmin(removesUsers) },
  { title: 'who may not do something is told so by name', run: isToldWhatIsMissing },
  { title: 'partitions are moved to where there is a broker', run: withAdmin(movesPartitions) },
]

function withAdmin(use: (admin: Admin) => Promise<void>): Check['run'] {
  return async ({ bootstrap }) => {
    await using admin = new Admin({ 'bootstrap.servers': bootstrap.plaintext })
    await use(admin)
  }
}

async function findsAcls(admin: Admin): Promise<void> {
  const resource = {
    resourceType: 'TOPIC',
    resourceName: 'audit-',
    patternType: 'PREFIXED',
  } as const
  const principal = 'User:auditor'
  await admin.createAcls([
    { ...resource, principal, operation: 'READ' },
    { ...resource, principal, operation: 'WRITE', host: '10.0.0.1', permission: 'DENY' },
  ])

  await untilItIsSo(async () => (await admin.describeAcls({ principal })).length === 2)
  const matching = {
    resourceType: 'TOPIC',
    resourceName: 'audit-2026',
    patternType: 'MATCH',
  } as const
  const found = await admin.describeAcls({ ...matching, operation: 'WRITE' })
  const [denied] = found
  holds(found.length === 1 && denied?.permission === 'DENY', JSON.stringify(found))
  holds(denied.host === '10.0.0.1' && denied.patternType === 'PREFIXED', JSON.stringify(denied))
  const deleted = await admin.deleteAcls([{ principal }])
  holds(deleted.length === 2, `${deleted.length} were deleted`)
  await untilItIsSo(async () => (await admin.describeAcls({ principal })).length === 0)
}

async function setsQuotas(admin: Admin): Promise<void> {
  const entity = { user: 'somebody', 'client-id': null }
  const quotas = { producer_byte_rate: 1024, request_percentage: 12.5 }
  await admin.alterClientQuotas([{ entity, quotas }], { validateOnly: true })
  holds((await admin.describeClientQuotas({ entity })).length === 0, 'trying has set a quota')

  await admin.alterClientQuotas([{ entity, quotas }])
  await untilItIsSo(async () => (await admin.describeClientQuotas({ entity })).length === 1)
  const [found] = await admin.describeClientQuotas({ entity: { user: { any: true } } })
  holds(found?.quotas.get('request_percentage') === 12.5, 'the quota is not what it was set to')
  holds(found.entity['client-id'] === null && found.entity.user === 'somebody', 'whose is it?')
  const none = { producer_byte_rate: null, request_percentage: null }
  await admin.alterClientQuotas([{ entity, quotas: none }])
  await untilItIsSo(async () => (await admin.describeClientQuotas({ entity })).length === 0)
  const wrong = [{ entity, quotas: { no_such_rate: 1 } }]
  await mustFail(admin.alterClientQuotas(wrong), 'INVALID_REQUEST')
}

async function removesUsers(admin: Admin): Promise<void> {
  const user = 'leaver'
  const mechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const
  for (const mechanism of mechanisms) {
    await admin.alterUserScramCredentials([{ user, mechanism, password: 'secret' }])
  }
  await untilItIsSo(async () => (await credentialsOf(admin, user)).length === 2)
  for (const mechanism of mechanisms) {
    await admin.alterUserScramCredentials([{ user, mechanism, delete: true }])
  }
  await untilItIsSo(async () => (await credentialsOf(admin, user)).length === 0)
  await mustFail(admin.describeUserScramCredentials([user]), 'RESOURCE_NOT_FOUND')
  const all = await admin.describeUserScramCredentials()
  const [bobs] = all.filter((found) => found.user === bob.name)
  holds(bobs?.credentials[0]?.iterations === 8192, 'another user has lost his password')
}

async function credentialsOf(admin: Admin, user: string): Promise<readonly unknown[]> {
  const all = await admin.describeUserScramCredentials()
  return all.find((found) => found.user === user)?.credentials ?? []
}

async function isToldWhatIsMissing({ bootstrap }: Stage): Promise<void> {
  await using admin = new Admin({
    'bootstrap.servers': bootstrap.saslPlaintext,
    'security.protocol': 'SASL_PLAINTEXT',
    'sasl.mechanism': 'PLAIN',
    'sasl.username': alice.name,
    'sasl.password': alice.password,
  })
  const [own, other] = [topicOf(alice.name), topicOf(bob.name)]
  await mustFail(admin.deleteTopics([other]), 'TOPIC_AUTHORIZATION_FAILED')
  await mustFail(admin.describeAcls({}), 'CLUSTER_AUTHORIZATION_FAILED')
  await mustFail(admin.createTopics([{ topic: 'new' }]), 'TOPIC_AUTHORIZATION_FAILED')
  const [described] = await admin.describeTopics([own], { includeAuthorizedOperations: true })
  holds(described?.authorizedOperations?.includes('DELETE') === true, 'alice may do all with hers')
}

async function movesPartitions(admin: Admin): Promise<void> {
  const topic = 'moved'
  await admin.createTopics([{ topic, assignments: [[1], [1]] }])
  const [described] = await admin.describeTopics([topic])
  holds(described?.partitions.length === 2, 'the topic has other partitions than assigned')
  await admin.alterPartitionReassignments([{ topic, partition: 0, replicas: [1] }])
  const nowhere = [{ topic, partition: 0, replicas: [99] }]
  await mustFail(admin.alterPartitionReassignments(nowhere), 'INVALID_REPLICA_ASSIGNMENT')
  const still = [{ topic, partition: 1, replicas: null }]
  await mustFail(admin.alterPartitionReassignments(still), 'NO_REASSIGNMENT_IN_PROGRESS')
  holds((await admin.listPartitionReassignments()).length === 0, 'something is being moved')
}

async function mustFail(call: Promise<unknown>, errorName: string): Promise<void> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  holds(isKafkaError(error) && error.errorName === errorName, `it came to ${String(error)}`)
}

/** Waits for what the broker hears from its controller a moment later. */
async function untilItIsSo(isSo: () => Promise<boolean>): Promise<void> {
  const untilMs = systemClock.monotonicMs() + 5000
  while (!(await isSo())) {
    holds(systemClock.monotonicMs() < untilMs, `it never was so: ${isSo.toString()}`)
    await pause(systemClock, 20, { keepAlive: true })
  }
}
