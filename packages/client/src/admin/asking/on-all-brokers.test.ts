import { equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { TestCluster } from '@barnabus/testkit'

import { RequestTap } from '../../consumer/fetching/request-tap.fixture.ts'
import { Admin } from '../admin.ts'

/** Nobody listens there. */
const gone = { nodeId: 4711, host: '127.0.0.1', port: 1, rack: null }

/** A tap through which a cluster has one more broker, as often as it is asked for so many times. */
function clusterWithOneMore(times: number): RequestTap {
  const tap = new RequestTap()
  let left = times
  tap.change(ApiKey.Metadata, (answer) => {
    left -= 1
    return left < 0 ? undefined : { ...answer, brokers: [...answer.brokers, gone] }
  })
  return tap
}

describe('all brokers', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('when one leaves while all are asked, those that are left are asked again', async () => {
    const tap = clusterWithOneMore(2)
    await using admin = new Admin(kafka.settings, { env: tap.env })
    const groupId = kafka.name('group')
    const topic = await kafka.makeTopic('read')
    await admin.alterGroupOffsets(groupId, [{ topic, partition: 0, offset: 0n }])

    const groups = await admin.listGroups()

    ok(groups.some((found) => found.groupId === groupId))
    const { nodes } = await admin.describeCluster()
    equal(tap.requests(ApiKey.ListGroups).length, 2 * nodes.length)
  })

  test('one that stays away is named, with what the others said', async () => {
    await using admin = new Admin(kafka.settings, { env: clusterWithOneMore(Infinity).env })

    const listed = admin.listGroups({ timeoutMs: 500 })

    await rejects(
      listed,
      (error: Error & { errors: Map<string, Error>; results: Map<string, object> }) => {
        equal(Array.from(error.errors.keys()).join(), '4711')
        ok(error.results.size > 0)
        return true
      },
    )
  })
})
