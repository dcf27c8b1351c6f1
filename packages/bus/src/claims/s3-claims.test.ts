import { deepEqual, equal, rejects } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { systemClock, systemRandom } from '@barnabus/base'
import type { Metric } from '@barnabus/client'
import { TestBucket, TestCluster, until } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'
import { newClaimKey } from './claim-key.ts'
import { S3Claims, type S3Client } from './s3-claims.ts'

const skip = TestBucket.isThere ? false : 'npm run test:databases has a server for S3'

describe('claims in a bucket of S3', { skip }, () => {
  test('are found as they were put, until they are deleted', async () => {
    using bucket = await TestBucket.open()
    const store = claimsIn(bucket)
    const [one, other] = [newKey('orders'), newKey('orders')]
    const bytes = systemRandom.bytes(300_000)

    await store.put(one, bytes)
    await store.put(other, new Uint8Array())
    deepEqual(Buffer.from((await store.get(one))!), Buffer.from(bytes))
    equal((await store.get(other))?.length, 0)

    await store.delete(one)
    await store.delete(one)
    equal(await store.get(one), undefined)
    equal((await store.get(other))?.length, 0)
  })

  test('are listed by how old they are, however many there are, and nothing else is', async () => {
    using bucket = await TestBucket.open()
    const client = bucket.client as S3Client
    const paged: S3Client['listObjectsV2'] = (input) =>
      client.listObjectsV2({ ...input, MaxKeys: 10 } as typeof input)
    const small = like(client, { listObjectsV2: paged })
    const store = new S3Claims({ client: small, bucket: bucket.name, prefix: 'claims/' })
    const another = claimsIn(bucket, 'another/')
    const keys = Array.from({ length: 25 }, () => newKey('orders'))
    for (const key of keys) await store.put(key, new Uint8Array([1]))
    await another.put(newKey('orders'), new Uint8Array())
    await client.putObject({ Bucket: bucket.name, Key: 'claims/other.txt', Body: new Uint8Array() })

    deepEqual(new Set(await all(store.list(new Date(Date.now() + 1000)))), new Set(keys))
    deepEqual(await all(store.list(new Date(Date.now() - 3_600_000))), [])
  })

  test('have keys that the bus makes, and no others', async () => {
    using bucket = await TestBucket.open()
    const store = claimsIn(bucket)
    for (const key of ['x', '../x', 'orders/x', `../${newKey('orders')}`]) {
      await rejects(store.put(key, new Uint8Array()), { code: 'BUS_CLAIMS_REFUSED' })
      await rejects(store.get(key), { code: 'BUS_CLAIMS_REFUSED' })
      await rejects(store.delete(key), { code: 'BUS_CLAIMS_REFUSED' })
    }
  })

  test('come to handlers whole, and are tried again while their store cannot be reached', async () => {
    await using cluster = await TestCluster.start()
    using bucket = await TestBucket.open()
    const orders = topic<string>(await cluster.makeTopic('orders'))
    await using publisher = await connect(cluster.settings, { claims: { store: claimsIn(bucket) } })
    const [good, lost] = [bucket.client as S3Client, TestBucket.lost() as S3Client]
    let isLost = true
    const client = like(good, { getObject: (place) => (isLost ? lost : good).getObject(place) })
    const store = new S3Claims({ client, bucket: bucket.name, prefix: 'claims/' })
    await using reader = await connect(cluster.settings, { claims: { store } })
    const seen: [number, number][] = []
    const retry = { delays: Array.from({ length: 20 }, () => 100) }
    const group = cluster.name('g')
    const handling = await reader.handle(orders, { group, retry }, ({ value, attempt }) => {
      seen.push([value.length, attempt > 1 ? 2 : 1])
    })

    await publisher.publish(orders, { key: 'k', value: 'x'.repeat(3_000_000) })
    await until(() => handling.metrics().some(isRetried))
    isLost = false

    await until(() => seen.length > 0)
    deepEqual(seen, [[3_000_000, 2]])
  })
})

function claimsIn(bucket: TestBucket, prefix = 'claims/'): S3Claims {
  return new S3Claims({ client: bucket.client as S3Client, bucket: bucket.name, prefix })
}

/** The same, but for this. */
function like(client: S3Client, other: Partial<S3Client>): S3Client {
  return Object.assign(Object.create(client) as S3Client, other)
}

function isRetried({ name, value }: Metric): boolean {
  return name === 'retried-total' && Number(value) > 0
}

function newKey(name: string): string {
  return newClaimKey(name, systemClock, systemRandom)
}

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}
