import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'

import {
  InProcessBroker,
  TcpProxy,
  freePorts,
  readCommitted,
  readPartition,
  seededRandom,
} from '@barnabus/testkit'

import { Producer } from '../producer.ts'
import type { ProducerSettings } from '../producer-settings.ts'

/** A broker that clients reach only through a proxy, which may cut them off at any byte. */
async function behindProxy(seed: number): Promise<
  {
    readonly broker: InProcessBroker
    readonly cuts: () => number
    storm(): void
    calm(): void
  } & AsyncDisposable
> {
  const random = seededRandom(seed)
  let isCalm = true
  let cuts = 0
  const cut = (proxy: TcpProxy, bytes: Uint8Array): Iterable<Uint8Array> => {
    if (isCalm || bytes.length < 60 || random.below(6) > 0) return [bytes]
    cuts += 1
    setImmediate(() => proxy.cut())
    return [bytes.subarray(0, random.below(bytes.length))]
  }
  const proxy: TcpProxy = await TcpProxy.open(() => ({
    toServer: (bytes) => cut(proxy, bytes),
    toClient: (bytes) => cut(proxy, bytes),
  }))
  const [port = 0] = await freePorts(1)
  proxy.leadTo(port)
  const broker = await InProcessBroker.start({
    settings: {
      listeners: `PLAINTEXT://127.0.0.1:${port}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${proxy.port}`,
    },
  })
  return {
    broker,
    cuts: () => cuts,
    storm: () => (isCalm = false),
    calm: () => (isCalm = true),
    async [Symbol.asyncDispose]() {
      await proxy.close()
      await broker[Symbol.asyncDispose]()
    },
  }
}

const eager: ProducerSettings = {
  'linger.ms': 0,
  'batch.size': 100,
  'retry.backoff.ms': 2,
  'retry.backoff.max.ms': 10,
  'reconnect.backoff.ms': 1,
  'reconnect.backoff.max.ms': 5,
}

describe('connections that break at any byte', () => {
  for (const seed of [1, 2, 3]) {
    test(`neither lose, repeat nor reorder what an idempotent producer sends (${seed})`, async () => {
      await using place = await behindProxy(seed)
      const partitions = 3
      const { name: topic } = await place.broker.makeTopic('t', partitions)
      await using producer = new Producer({
        'bootstrap.servers': place.broker.address(),
        ...eager,
      })
      const count = 3000
      place.storm()
      const places = await Promise.all(
        Array.from({ length: count }, (_, index) =>
          producer.send({ topic, partition: index % partitions, value: String(index) }),
        ),
      )

      place.calm()
      ok(place.cuts() > 5, `${place.cuts()} cuts`)
      for (let partition = 0; partition < partitions; partition += 1) {
        const found = await readPartition(place.broker.address(), topic, partition)
        deepEqual(
          found.map(({ value }) => Number(value)),
          Array.from({ length: count / partitions }, (_, index) => index * partitions + partition),
        )
        for (const { offset, value } of found) {
          const told = places[Number(value)]!.offset
          ok(told === offset || told === -1n, `${told} is ${offset}`)
        }
      }
    })
  }

  for (const transactionVersionMax of [1, 2]) {
    test(`leave transactions whole (protocol ${transactionVersionMax})`, async () => {
      await using place = await behindProxy(7)
      const { name: topic } = await place.broker.makeTopic('t', 2)
      await using producer = new Producer(
        {
          'bootstrap.servers': place.broker.address(),
          'transactional.id': 'id',
          ...eager,
        },
        { transactionVersionMax },
      )
      const committed: string[] = []
      place.storm()
      for (let index = 0; index < 60; index += 1) {
        const transaction = await producer.beginTransaction()
        const values = [`${index}a`, `${index}b`, `${index}c`]
        for (const [partition, value] of values.entries()) {
          void transaction.send({ topic, partition: partition % 2, value })
        }
        if (index % 4 === 3) {
          await transaction.abort()
        } else {
          await transaction.commit()
          committed.push(...values)
        }
      }

      place.calm()
      ok(place.cuts() > 5, `${place.cuts()} cuts`)
      const seen = await Promise.all([0, 1].map((partition) => readAllCommitted(place, partition)))
      deepEqual(seen.flat().toSorted(), committed.toSorted())
    })
  }
})

async function readAllCommitted(
  { broker }: { readonly broker: InProcessBroker },
  partition: number,
): Promise<readonly string[]> {
  const connection = await broker.connect()
  const { values, lastStableOffset, highWatermark } = await readCommitted(connection, {
    topic: 't',
    partition,
  })
  equal(lastStableOffset, highWatermark)
  return values
}
