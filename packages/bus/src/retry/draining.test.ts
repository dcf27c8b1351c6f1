import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { Admin } from '@barnabus/client'
import { TestCluster } from '@barnabus/testkit'

import { firstOfEach, handleWhileItGrows, keys } from './grown-topic.fixture.ts'

test('R15: a key that moves to a new partition waits for its messages in the old one', async () => {
  await using cluster = await TestCluster.start()
  await using admin = new Admin(cluster.settings)

  const { seen, firstTier } = await handleWhileItGrows(cluster)

  deepEqual(
    firstOfEach(seen),
    keys.map((key) => `${key} 0`),
  )
  const [grown] = await admin.describeTopics([firstTier])
  equal(grown!.partitions.length, 4)
})
