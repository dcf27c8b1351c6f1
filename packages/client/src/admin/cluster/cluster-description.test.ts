import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Admin } from '../admin.ts'
import { untilItIsSo } from '../asking/until-it-is-so.fixture.ts'

describe('a cluster, described', () => {
  let kafka: TestCluster
  let admin: Admin
  before(async () => {
    kafka = await TestCluster.start()
    admin = new Admin(kafka.settings)
  })
  after(async () => {
    await admin.close()
    await kafka[Symbol.asyncDispose]()
  })

  test('it tells its id, its brokers, and whom to ask for changes', async () => {
    const found = await admin.describeCluster({ includeAuthorizedOperations: true })

    ok(found.clusterId)
    const ids = found.nodes.map(({ id }) => id)
    ok(found.controller !== undefined && ids.includes(found.controller.id))
    ok(found.nodes.every(({ host, port }) => host !== '' && port > 0))
    ok(found.authorizedOperations?.includes('CREATE'))
    deepEqual(found.fencedNodeIds, [])
    equal((await admin.describeCluster()).authorizedOperations, undefined)
  })

  test('it tells which features it has, and could have', async () => {
    const { finalized, finalizedEpoch, supported } = await admin.describeFeatures()

    ok(
      (finalized.get('transaction.version')?.max ?? 0) <= supported.get('transaction.version')!.max,
    )
    ok(finalizedEpoch !== undefined && finalizedEpoch >= 0n)
  })

  test('a feature that nobody knows is not finalized', async () => {
    const update = admin.updateFeatures([{ feature: 'no.such.feature', level: 1 }], {
      validateOnly: true,
    })

    await rejects(update, { name: 'KafkaError' })
  })

  test('its brokers tell where they keep which partition', async () => {
    const topic = kafka.name('kept')
    await admin.createTopics([{ topic, partitions: 2 }])

    await untilItIsSo(async () => {
      const directories = await admin.describeLogDirs()
      const kept = directories.flatMap(({ replicas }) => replicas)
      return (
        new Set(kept.filter((one) => one.topic === topic).map((one) => one.partition)).size === 2
      )
    })
    const directories = await admin.describeLogDirs()

    const { nodes } = await admin.describeCluster()
    deepEqual(
      Array.from(new Set(directories.map(({ brokerId }) => brokerId))),
      nodes.map(({ id }) => id).toSorted((a, b) => a - b),
    )
    ok(directories.every(({ path, error }) => path !== '' && error === undefined))
    await rejects(admin.describeLogDirs({ brokers: [4711] }), { errorName: 'BROKER_NOT_AVAILABLE' })
  })

  test('its quorum has a leader who votes', async () => {
    const { leaderId, voters } = await admin.describeMetadataQuorum()

    ok(voters.some(({ replicaId }) => replicaId === leaderId))
  })

  test('where nobody asks who comes, there are no ACLs', async () => {
    const acl = { resourceType: 'TOPIC', resourceName: 'a', principal: 'User:a' } as const

    for (const call of [
      () => admin.describeAcls({}),
      () => admin.createAcls([{ ...acl, operation: 'READ' }]),
      () => admin.deleteAcls([acl]),
    ]) {
      await rejects(call, ({ errorName }: { errorName: string }) =>
        ['SECURITY_DISABLED', 'UNSUPPORTED_VERSION'].includes(errorName),
      )
    }
  })
})
