/**
 * Programs written for kafkajs, as they stand in its documentation and in interop, in processes of
 * their own for which the name `kafkajs` means ours.
 */

import { deepEqual, equal } from 'node:assert/strict'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { TestCluster, writeValues } from '@barnabus/testkit'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const ours = pathToFileURL(join(import.meta.dirname, 'index.ts')).href

/** What `kafkajs` and a codec for it are in the programs. A default import gives everything. */
const everything = `export * from '${ours}'\nimport * as all from '${ours}'\nexport default all\n`
const hooks = `
import { registerHooks } from 'node:module'
const meanings = {
  kafkajs: new URL('everything.mjs', import.meta.url).href,
  'kafkajs-snappy': 'data:text/javascript,export default () => { throw new Error("not needed") }',
}
registerHooks({
  resolve(name, context, next) {
    const url = meanings[name]
    return url === undefined ? next(name, context) : { url, format: 'module', shortCircuit: true }
  },
})
`

const readmeExample = `
const { Kafka } = require('kafkajs')

const kafka = new Kafka({
  clientId: 'my-app',
  brokers: ['kafka1:9092', 'kafka2:9092']
})

const producer = kafka.producer()
const consumer = kafka.consumer({ groupId: 'test-group' })

const run = async () => {
  // Producing
  await producer.connect()
  await producer.send({
    topic: 'test-topic',
    messages: [
      { value: 'Hello KafkaJS user!' },
    ],
  })

  // Consuming
  await consumer.connect()
  await consumer.subscribe({ topic: 'test-topic', fromBeginning: true })

  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      console.log({
        partition,
        offset: message.offset,
        value: message.value.toString(),
      })
    },
  })
}

run().catch(console.error)
`

const eachBatchExample = `
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({
  logLevel: logLevel.ERROR,
  brokers: ['kafka1:9092', 'kafka2:9092'],
  clientId: 'example-consumer',
})
const topic = 'test-topic'
const consumer = kafka.consumer({ groupId: 'test-group' })

await consumer.connect()
await consumer.subscribe({ topics: [topic], fromBeginning: true })
await consumer.run({
  eachBatchAutoResolve: true,
  eachBatch: async ({
    batch,
    resolveOffset,
    heartbeat,
    commitOffsetsIfNecessary,
    uncommittedOffsets,
    isRunning,
    isStale,
    pause,
  }) => {
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) break
      console.log(JSON.stringify({
        topic: batch.topic,
        highWatermark: batch.highWatermark,
        offset: message.offset,
        value: message.value.toString(),
      }))
      resolveOffset(message.offset)
      await heartbeat()
    }
    await commitOffsetsIfNecessary()
  },
})

const signalTraps = ['SIGTERM', 'SIGINT', 'SIGUSR2']
signalTraps.forEach(type => {
  process.once(type, async () => {
    try {
      await consumer.disconnect()
      console.log('disconnected')
    } finally {
      process.kill(process.pid, type)
    }
  })
})
`

describe('a program for kafkajs runs as it is', () => {
  let kafka: TestCluster
  let folder: string
  const running: Program[] = []
  before(async () => {
    kafka = await TestCluster.start()
    folder = mkdtempSync(join(tmpdir(), 'kafkajs-'))
    writeFileSync(join(folder, 'everything.mjs'), everything)
    writeFileSync(join(folder, 'hooks.mjs'), hooks)
  })
  after(async () => {
    await Promise.all(running.map((program) => program.stop('SIGKILL')))
    rmSync(folder, { recursive: true, force: true })
    await kafka[Symbol.asyncDispose]()
  })

  function start(path: string, args: readonly string[] = []): Program {
    const program = new Program(join(folder, 'hooks.mjs'), path, args)
    running.push(program)
    return program
  }

  /** Writes it down, with a cluster and names that there are. */
  function written(name: string, text: string, names: Readonly<Record<string, string>>): string {
    const path = join(folder, name)
    const brokers = kafka.bootstrapServers.split(',').map((server) => `'${server}'`)
    let program = text.replace("'kafka1:9092', 'kafka2:9092'", brokers.join(', '))
    for (const [from, to] of Object.entries(names)) program = program.replaceAll(from, to)
    writeFileSync(path, program)
    return path
  }

  test('the first one of its README', async () => {
    const topic = await kafka.makeTopic('readme')
    const names = { 'test-topic': topic, 'test-group': kafka.name('group') }

    const program = start(written('readme.cjs', readmeExample, names))

    equal(await program.line(), "{ partition: 0, offset: '0', value: 'Hello KafkaJS user!' }")
  })

  test('one that reads batches, until it is told to end', async () => {
    const topic = await kafka.makeTopic('batches')
    await writeValues(kafka, { topic, partition: 0 }, ['a', 'b'])
    const names = { 'test-topic': topic, 'test-group': kafka.name('group') }

    const program = start(written('batches.mjs', eachBatchExample, names))

    for (const [offset, value] of ['a', 'b'].entries()) {
      const expected = { topic, highWatermark: '2', offset: String(offset), value }
      deepEqual(JSON.parse(await program.line()), expected)
    }
    const ended = program.stop('SIGTERM')
    equal(await program.line(), 'disconnected')
    equal(await ended, 'SIGTERM')
  })

  test('one that produces with each codec, and reads that back', async () => {
    const topic = await kafka.makeTopic('codecs', 2)
    const path = join(root, 'interop', 'clients', 'node', 'kafkajs-client.ts')
    const input = join(folder, 'input.jsonl')
    const line = {
      ...{ partition: 1, timestamp: 1_700_000_000_000, key: btoa('key'), value: btoa('value') },
      headers: [
        ['a', btoa('1')],
        ['b', btoa('2')],
        ['a', btoa('3')],
      ],
    }
    writeFileSync(input, `${JSON.stringify(line)}\n`)
    const cluster = ['--bootstrap', kafka.bootstrapServers.split(',')[0]!, '--topic', topic]

    for (const codec of ['snappy', 'zstd']) {
      const sending = start(path, ['produce', ...cluster, '--codec', codec, '--input', input])
      equal(await sending.ended, 0)
    }
    const reading = start(path, ['consume', ...cluster, '--count', '2'])
    const read = [
      JSON.parse(await reading.line()) as object,
      JSON.parse(await reading.line()) as object,
    ]

    equal(await reading.ended, 0)
    // In an object of headers those with one name come together.
    const headers = [line.headers[0], line.headers[2], line.headers[1]]
    deepEqual(read, [
      { ...line, headers, offset: 0 },
      { ...line, headers, offset: 1 },
    ])
  })

  test('one that reads, transforms and writes in transactions', async () => {
    const [topic, source] = [await kafka.makeTopic('target'), await kafka.makeTopic('source')]
    await writeValues(kafka, { topic: source, partition: 0 }, ['a', 'b'])
    const path = join(root, 'interop', 'clients', 'node', 'kafkajs-transactions.ts')
    const program = start(path, [
      ...['--bootstrap', kafka.bootstrapServers.split(',')[0]!, '--topic', topic],
      ...['--source', source, '--group', kafka.name('group')],
      ...['--transactional-id', kafka.name('id'), '--transaction-timeout-ms', '30000'],
    ])
    deepEqual(JSON.parse(await program.line()), { ready: true })
    const take = async (step: object): Promise<unknown> => {
      program.write(`${JSON.stringify(step)}\n`)
      return JSON.parse(await program.line())
    }

    const steps = [
      { do: 'begin' },
      { do: 'send', partition: 0, value: 'aborted' },
      { do: 'abort' },
      { do: 'begin' },
      { do: 'copy', count: 2 },
      { do: 'commit' },
    ]
    for (const step of steps) deepEqual(await take(step), { ok: true }, JSON.stringify(step))

    deepEqual(await untilCommitted(kafka, topic), ['a', 'b'])
  })
})

/** A commit is acknowledged a little before its records can be seen. */
async function untilCommitted(kafka: TestCluster, topic: string): Promise<readonly unknown[]> {
  for (;;) {
    const { values } = await kafka.readCommitted(topic)
    if (values.length > 0) return values
  }
}

/** A program in a process of its own, line by line. */
class Program {
  readonly ended: Promise<number | string>
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>
  readonly #interface: Interface

  constructor(hooksPath: string, path: string, args: readonly string[]) {
    const flags = ['--conditions=@barnabus/source', '--import', pathToFileURL(hooksPath).href]
    this.#child = spawn(process.execPath, [...flags, path, ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#interface = createInterface({ input: this.#child.stdout })
    this.#lines = this.#interface[Symbol.asyncIterator]()
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve(code ?? signal ?? 'for no reason'))
    })
  }

  async line(): Promise<string> {
    const next = await this.#lines.next()
    return next.done === true ? 'the end' : next.value
  }

  write(text: string): void {
    this.#child.stdin.write(text)
  }

  async stop(signal: NodeJS.Signals): Promise<number | string> {
    this.#child.kill(signal)
    return await this.ended
  }
}
