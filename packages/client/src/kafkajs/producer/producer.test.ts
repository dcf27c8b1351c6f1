import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import {
  CompressionTypes,
  Kafka,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  Partitioners,
  logLevel,
  type LogEntry,
} from '../index.ts'

describe('a producer in the shape of kafkajs', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  function connect(options: { readonly entries?: LogEntry[] } = {}): Kafka {
    return new Kafka({
      clientId: 'my-app',
      brokers: kafka.bootstrapServers.split(','),
      logLevel: logLevel.WARN,
      logCreator: () => (entry) => options.entries?.push(entry),
    })
  }

  test('sends messages, and tells where the first of each partition is', async () => {
    const topic = await kafka.makeTopic('sends', 2)
    const producer = connect().producer()
    await producer.connect()

    const first = await producer.send({
      topic,
      messages: [
        {
          key: 'k',
          value: 'a',
          partition: 1,
          timestamp: '5',
          headers: { one: '1', two: ['2', Buffer.from('3')] },
        },
        { value: null, partition: 0 },
        { value: 'b', partition: 1 },
      ],
    })
    const second = await producer.send({ topic, messages: [{ value: 'c', partition: 1 }] })
    await producer.disconnect()

    deepEqual(
      first.toSorted((a, b) => a.partition - b.partition),
      [0, 1].map((partition) => ({
        topicName: topic,
        partition,
        errorCode: 0,
        baseOffset: '0',
        logAppendTime: '-1',
        logStartOffset: '-1',
      })),
    )
    equal(second[0]?.baseOffset, '2')
    const [record] = await kafka.read(topic, 1)
    deepEqual(
      [record?.key?.toString(), record?.value?.toString(), record?.timestamp],
      ['k', 'a', 5n],
    )
    deepEqual(
      record?.headers.map(({ key, value }) => [key, value?.toString()]),
      [
        ['one', '1'],
        ['two', '2'],
        ['two', '3'],
      ],
    )
    equal((await kafka.read(topic, 0))[0]?.value, null)
  })

  test('sends batches for several topics, with acks and compression of each call', async () => {
    const [one, two] = [await kafka.makeTopic('one'), await kafka.makeTopic('two')]
    const producer = connect().producer()
    await producer.connect()
    const topicMessages = [
      { topic: one, messages: [{ value: 'a' }] },
      { topic: two, messages: [{ value: 'b' }, { value: 'c' }] },
    ]

    const plain = await producer.sendBatch({ topicMessages })
    const zipped = await producer.sendBatch({
      topicMessages,
      acks: 1,
      compression: CompressionTypes.GZIP,
    })
    await producer.sendBatch({ topicMessages, compression: CompressionTypes.ZSTD })
    const blind = await producer.sendBatch({ topicMessages, acks: 0 })
    await producer.disconnect()

    deepEqual(plain.map(({ topicName }) => topicName).toSorted(), [one, two].toSorted())
    deepEqual(zipped.map(({ baseOffset }) => String(baseOffset)).toSorted(), ['1', '2'])
    deepEqual(blind, [])
    const codecs = (await kafka.read(two)).slice(0, 6).map(({ batch }) => batch.compression)
    deepEqual(codecs, ['none', 'none', 'gzip', 'gzip', 'zstd', 'zstd'])
  })

  test('a partitioner of the program is asked for every message', async () => {
    const topic = await kafka.makeTopic('chooses', 3)
    const asked: string[] = []
    const producer = connect().producer({
      createPartitioner: () => {
        return ({ partitionMetadata, message }) => {
          asked.push(`${String(message.value)} of ${partitionMetadata.length}`)
          return partitionMetadata[2]!.partitionId
        }
      },
    })
    await producer.connect()

    const sent = await producer.send({ topic, messages: [{ value: 'a', partition: 0 }] })
    await producer.disconnect()

    equal(sent[0]?.partition, 2)
    deepEqual(asked, ['a of 3'])
  })

  test('the partitioner of kafkajs before version 2 sends keys where it sent them then', async () => {
    const topic = await kafka.makeTopic('legacy', 10)
    const producer = connect().producer({ createPartitioner: Partitioners.LegacyPartitioner })
    await producer.connect()

    // What kafkajs 2.2.4 makes of these, with ten partitions and this partitioner.
    const expected = { a: 5, 'customer-17': 5, ключ: 2, '1234567': 2 }
    const found: Record<string, number> = {}
    for (const key of Object.keys(expected)) {
      const [sent] = await producer.send({ topic, messages: [{ key, value: 'x' }] })
      found[key] = sent!.partition
    }
    const spread = new Set<number>()
    for (let count = 0; count < 10; count += 1) {
      const [sent] = await producer.send({ topic, messages: [{ value: 'x' }] })
      spread.add(sent!.partition)
    }
    await producer.disconnect()

    deepEqual(found, expected)
    equal(spread.size, 10)
  })

  test('a transaction is seen as a whole, or not at all', async () => {
    const topic = await kafka.makeTopic('transaction')
    const groupId = kafka.name('group')
    const producer = connect().producer({
      transactionalId: kafka.name('id'),
      maxInFlightRequests: 1,
      idempotent: true,
    })
    await producer.connect()

    const aborted = await producer.transaction()
    await aborted.send({ topic, messages: [{ value: 'never' }] })
    await rejects(producer.transaction(), /already an ongoing transaction/)
    await aborted.abort()
    equal(aborted.isActive(), false)
    await rejects(aborted.commit(), { message: 'Cannot continue to use transaction once ended' })
    const committed = await producer.transaction()
    await committed.sendBatch({ topicMessages: [{ topic, messages: [{ value: 'always' }] }] })
    await committed.sendOffsets({
      consumerGroupId: groupId,
      topics: [{ topic, partitions: [{ partition: 0, offset: '1' }] }],
    })
    await committed.commit()
    await producer.disconnect()

    // A commit is acknowledged a little before its records can be seen.
    let seen = await kafka.readCommitted(topic)
    while (seen.values.length === 0) seen = await kafka.readCommitted(topic)
    deepEqual(seen.values, ['always'])
  })

  test('a transaction compresses as its producer says, and says so where a send differs', async () => {
    const topic = await kafka.makeTopic('compresses')
    const entries: LogEntry[] = []
    await using producer = connect({ entries }).producer({
      transactionalId: kafka.name('id'),
      compression: CompressionTypes.GZIP,
    })
    await producer.connect()
    const transaction = await producer.transaction()
    const messages = [{ value: 'x' }]

    await transaction.send({ topic, messages })
    await transaction.send({ topic, messages, compression: CompressionTypes.GZIP })
    equal(entries.length, 0)
    await transaction.send({ topic, messages, compression: CompressionTypes.ZSTD })
    await transaction.send({ topic, messages, compression: CompressionTypes.ZSTD })
    await transaction.commit()

    equal(entries.length, 1)
    ok(entries[0]!.log.message.includes('give it to kafka.producer instead'))
    const codecs = (await kafka.read(topic)).map(({ batch }) => batch.compression)
    deepEqual(codecs, ['gzip', 'gzip', 'gzip', 'gzip'])
  })

  test('who takes over a transactional id fences off the one before', async () => {
    const topic = await kafka.makeTopic('fences')
    const transactionalId = kafka.name('id')
    const [older, newer] = [0, 1].map(() =>
      connect().producer({ transactionalId, idempotent: true }),
    )
    await Promise.all([older!.connect(), newer!.connect()])
    const transaction = await older!.transaction()
    await transaction.send({ topic, messages: [{ value: 'a' }] })

    await (await newer!.transaction()).abort()

    await rejects(transaction.commit(), (error: unknown) => {
      ok(error instanceof KafkaJSProtocolError)
      ok(['PRODUCER_FENCED', 'INVALID_PRODUCER_EPOCH'].includes(error.type), error.type)
      return true
    })
    await Promise.all([older!.disconnect(), newer!.disconnect()])
  })

  test('failures have the names that programs for kafkajs catch', async () => {
    const topic = await kafka.makeTopic('fails')
    const producer = connect().producer({ retry: { retries: 1, initialRetryTime: 50 } })
    await rejects(producer.send({ topic, messages: [{ value: 'a' }] }), {
      name: 'KafkaJSError',
      message: 'The producer is disconnected',
    })
    await producer.connect()

    await rejects(producer.send({ topic, messages: [{ value: 'a', partition: 7 }] }), (error) => {
      ok(error instanceof KafkaJSNumberOfRetriesExceeded)
      ok(['KafkaJSProtocolError', 'KafkaJSTimeout'].includes((error.cause as Error).name))
      return true
    })
    await rejects(
      producer.send({ topic, messages: [{ key: 'no value' } as never] }),
      /Invalid message without value/,
    )
    await rejects(
      producer.send({ topic: '', messages: [] }),
      (error) => error instanceof KafkaJSNonRetriableError,
    )
    await producer.disconnect()

    const nobody = new Kafka({
      brokers: ['127.0.0.1:1'],
      retry: { retries: 1, initialRetryTime: 10 },
      connectionTimeout: 500,
    })
    await rejects(nobody.producer().connect(), (error: unknown) => {
      ok(error instanceof KafkaJSNumberOfRetriesExceeded)
      equal((error.cause as Error).name, 'KafkaJSConnectionError')
      return true
    })
    throws(
      () => connect().producer({ idempotent: true, retry: { retries: 0 } }),
      /must allow retries/,
    )
  })

  test('says when it connects and disconnects', async () => {
    const entries: LogEntry[] = []
    const producer = connect({ entries }).producer()
    const heard: string[] = []
    producer.on(producer.events.CONNECT, ({ type }) => heard.push(type))
    producer.on(producer.events.CONNECT, () => {
      throw new Error('a bad listener')
    })
    const forget = producer.on(producer.events.DISCONNECT, ({ type }) => heard.push(type))

    await producer.connect()
    await producer.disconnect()
    forget()
    await producer.connect()
    await producer.disconnect()

    deepEqual(heard, ['producer.connect', 'producer.disconnect', 'producer.connect'])
    deepEqual(
      entries.map(({ namespace, label, log }) => [namespace, label, log.message]),
      [
        ['Producer', 'ERROR', 'Failed to execute listener: a bad listener'],
        ['Producer', 'ERROR', 'Failed to execute listener: a bad listener'],
      ],
    )
    throws(
      () => producer.on('producer.unheard' as never, () => undefined),
      /Event name should be one of/,
    )
  })
})
