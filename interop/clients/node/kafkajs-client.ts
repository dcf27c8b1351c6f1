/** kafkajs as a client program of the matrix. It reads in a group, because it knows no other way. */
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

import { lz4Compress, lz4Decompress } from '@platformatic/wasm-utils'
import kafkajs, { type IHeaders } from 'kafkajs'
import snappyCodec from 'kafkajs-snappy'

import {
  inSlices,
  printRecord,
  runClientProgram,
  sayFailed,
  sayHas,
  sayRead,
  type ConsumeOptions,
  type Header,
  type JoinOptions,
  type ProduceOptions,
} from './client-program.ts'

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs
const recordsPerRequest = 500

// Its own codec is gzip; snappy is a package for it, the other two are what such packages would do.
CompressionCodecs[CompressionTypes.Snappy] = snappyCodec
CompressionCodecs[CompressionTypes.LZ4] = codecOf(lz4Compress, lz4Decompress)
CompressionCodecs[CompressionTypes.ZSTD] = codecOf(zstdCompressSync, zstdDecompressSync)

const compressionOf: Readonly<Record<string, number>> = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
  lz4: CompressionTypes.LZ4,
  zstd: CompressionTypes.ZSTD,
}

type Transform = (data: Buffer) => Buffer

function codecOf(compress: Transform, decompress: Transform) {
  return () => ({
    compress: async (encoder: { readonly buffer: Buffer }) => compress(encoder.buffer),
    decompress: async (data: Buffer) => decompress(data),
  })
}

function connect(bootstrap: string) {
  return new Kafka({ clientId: 'kafkajs', brokers: [bootstrap], logLevel: logLevel.ERROR })
}

async function produce({ bootstrap, topic, codec, records }: ProduceOptions): Promise<void> {
  const producer = connect(bootstrap).producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  for (const slice of inSlices(records, recordsPerRequest)) {
    await producer.send({
      topic,
      acks: -1,
      compression: compressionOf[codec] ?? CompressionTypes.None,
      messages: slice.map(({ partition, key, value, headers, timestampMs }) => ({
        partition,
        key,
        value,
        headers: objectOf(headers),
        timestamp: String(timestampMs),
      })),
    })
  }
  await producer.disconnect()
}

/** A name that repeats becomes an array under one name. */
function objectOf(headers: readonly Header[]): IHeaders {
  // Without a prototype, so that even `__proto__` is a name like any other.
  const object = Object.create(null) as Record<string, Buffer | Buffer[]>
  for (const [name, value] of headers) {
    if (value === null) throw new Error('kafkajs cannot send a header without a value')
    const before = object[name]
    object[name] =
      before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return object
}

async function consume({ bootstrap, topic, count, readsCommitted }: ConsumeOptions): Promise<void> {
  const consumer = connect(bootstrap).consumer({
    groupId: `matrix-${randomUUID()}`,
    readUncommitted: !readsCommitted,
  })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const all = Promise.withResolvers<void>()
  consumer.on(consumer.events.CRASH, ({ payload }) => all.reject(payload.error))
  let seen = 0
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      printRecord({
        partition,
        offset: Number(message.offset),
        timestampMs: Number(message.timestamp),
        key: message.key,
        value: message.value,
        headers: Object.entries(message.headers ?? {}).flatMap(([name, value]) =>
          listOf(name, value),
        ),
      })
      seen += 1
      if (seen === count) all.resolve()
    },
  })
  await all.promise
  await consumer.disconnect()
}

async function join({ bootstrap, topic, group, leave }: JoinOptions): Promise<void> {
  const consumer = connect(bootstrap).consumer({
    groupId: group,
    sessionTimeout: 6000,
    heartbeatInterval: 500,
    rebalanceTimeout: 20_000,
    metadataMaxAge: 2000,
    retry: { retries: 100, maxRetryTime: 1000 },
  })
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    sayHas(payload.memberAssignment[topic] ?? [])
  })
  consumer.on(consumer.events.REBALANCING, () => sayHas([]))
  consumer.on(consumer.events.CRASH, ({ payload }) => sayFailed(payload.error))
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommitInterval: 500,
    eachMessage: async ({ partition, message }) => sayRead(partition, Number(message.offset)),
  })
  await leave
  await consumer.disconnect()
}

/** For a header named `__proto__` kafkajs puts the prototype of its object before the value. */
function listOf(name: string, value: IHeaders[string]): readonly Header[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value ?? null]
  return values
    .filter((item) => item === null || Buffer.isBuffer(item))
    .map((item) => [name, item] as const)
}

function version(): string {
  const require = createRequire(import.meta.url)
  return (require('kafkajs/package.json') as { version: string }).version
}

await runClientProgram({ produce, consume, join, version })
