import { deepEqual, equal, match, ok, rejects, throws } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { SpanKind, SpanStatusCode, context, metrics, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type DataPoint,
  type Histogram,
} from '@opentelemetry/sdk-metrics'
import {
  AlwaysOffSampler,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
  type ReadableSpan,
  type Sampler,
} from '@opentelemetry/sdk-trace'
import { TestCluster } from '@barnabus/testkit'

import { Consumer } from '../../consumer/consumer.ts'
import type { ConsumerRecord } from '../../consumer/records/consumer-record.ts'
import { Producer } from '../../producer/producer.ts'
import { activeTraceHeaders, isTracing } from './active-trace.ts'
import { processSpan } from './process-span.ts'

const earliest = { 'auto.offset.reset': 'earliest' } as const
const tenSeconds = { timeoutMs: 10_000 } as const

/** OpenTelemetry as an application sets it up, with everything that it collects at hand. */
class CollectedTelemetry implements AsyncDisposable {
  readonly #spans = new InMemorySpanExporter()
  readonly #metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  readonly #meters = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter: this.#metrics })],
  })

  constructor(sampler?: Sampler) {
    const spanProcessors = [new SimpleSpanProcessor({ exporter: this.#spans })]
    trace.setGlobalTracerProvider(
      new TracerProvider({ spanProcessors, ...(sampler && { sampler }) }),
    )
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    propagation.setGlobalPropagator(new W3CTraceContextPropagator())
    metrics.setGlobalMeterProvider(this.#meters)
  }

  /** Spans of that name that have ended, in the order of their ends. */
  spans(name: string): readonly ReadableSpan[] {
    return this.#spans.getFinishedSpans().filter((span) => span.name === name)
  }

  /** What was measured under that name, one point for each set of attributes. */
  async points(name: string): Promise<readonly DataPoint<number | Histogram>[]> {
    await this.#meters.forceFlush()
    const last = this.#metrics.getMetrics().at(-1)
    const found = last?.scopeMetrics.flatMap((scope) => scope.metrics) ?? []
    return found
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }): readonly DataPoint<number | Histogram>[] => [
        ...(dataPoints as readonly DataPoint<number | Histogram>[]),
      ])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    trace.disable()
    metrics.disable()
    propagation.disable()
    context.disable()
    await this.#meters.shutdown()
  }
}

describe('traces', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  /** Reads so many records of the topic's only partition. */
  async function read(topic: string, count: number): Promise<readonly ConsumerRecord[]> {
    await using consumer = new Consumer({ ...kafka.settings, ...earliest })
    consumer.assign([{ topic, partition: 0 }])
    const records: ConsumerRecord[] = []
    while (records.length < count) records.push(...(await consumer.poll(tenSeconds)))
    return records
  }

  test('a send is a span around the delivery of the record, which carries its context', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('sent')
    await using producer = new Producer({ ...kafka.settings, 'client.id': 'tracer' })
    await producer.send({ topic, value: 'first' })

    await trace.getTracer('test').startActiveSpan('order', async (span) => {
      await producer.send({ topic, key: 'k', value: null, headers: { kept: 'yes' } })
      span.end()
    })

    const [, sent] = telemetry.spans(`send ${topic}`)
    const [order] = telemetry.spans('order')
    equal(sent?.kind, SpanKind.PRODUCER)
    equal(sent.parentSpanContext?.spanId, order?.spanContext().spanId)
    deepEqual(sent.attributes, {
      'messaging.system': 'kafka',
      'messaging.operation.name': 'send',
      'messaging.operation.type': 'send',
      'messaging.client.id': 'tracer',
      'messaging.destination.name': topic,
      'messaging.destination.partition.id': '0',
      'messaging.kafka.offset': 1,
      'messaging.kafka.message.key': 'k',
      'messaging.kafka.message.tombstone': true,
    })
    const [, record] = await read(topic, 2)
    const { traceId, spanId } = sent.spanContext()
    equal(record?.headers.get('kept')?.toString(), 'yes')
    equal(record?.headers.get('traceparent')?.toString(), `00-${traceId}-${spanId}-01`)
  })

  test('the context that an application put into headers wins', async () => {
    await using _ = new CollectedTelemetry()
    const topic = await kafka.makeTopic('given')
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await using producer = new Producer(kafka.settings)

    await producer.send({ topic, value: 'a', headers: [['traceparent', traceparent]] })

    const [record] = await read(topic, 1)
    deepEqual(record?.headers.getAll('traceparent').map(String), [traceparent])
  })

  test('a record that was read can be sent on, with its headers', async () => {
    await using _ = new CollectedTelemetry()
    const [from, to] = [await kafka.makeTopic('from'), await kafka.makeTopic('to')]
    await using producer = new Producer(kafka.settings)
    await producer.send({ topic: from, key: 'k', value: 'v', headers: { a: 'b' } })
    const [{ key, value, headers }] = (await read(from, 1)) as [ConsumerRecord]

    await producer.send({ topic: to, key, value, headers })

    const [record] = await read(to, 1)
    deepEqual([record?.key, record?.value, record?.headers.get('a')].map(String), ['k', 'v', 'b'])
  })

  test('each record of a sendAll has a span', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('all')
    await using producer = new Producer(kafka.settings)

    const { count } = await producer.sendAll(['a', 'b', 'c'].map((value) => ({ topic, value })))

    const spans = telemetry.spans(`send ${topic}`)
    equal(count, 3)
    deepEqual(
      spans.map(({ attributes }) => attributes['messaging.kafka.offset']),
      [0, 1, 2],
    )
  })

  test('a record that could not be sent says why', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('large')
    await using producer = new Producer({ ...kafka.settings, 'max.request.size': 100 })

    await rejects(producer.send({ topic, value: 'x'.repeat(200) }))
    await rejects(producer.send({ topic, value: 'x' }, { signal: AbortSignal.abort() }))

    const [large, aborted] = telemetry.spans(`send ${topic}`)
    equal(large?.status.code, SpanStatusCode.ERROR)
    equal(large.attributes['error.type'], 'MESSAGE_TOO_LARGE')
    equal(aborted?.attributes['error.type'], 'AbortError')
  })

  test('what is no record is refused as it is without traces', async () => {
    await using _ = new CollectedTelemetry()
    await using producer = new Producer(kafka.settings)
    function* broken(): Generator<[string, string]> {
      yield ['a', 'b']
      throw new RangeError('no more headers')
    }

    await rejects(producer.send(null as never), TypeError)
    await rejects(producer.send({ topic: 'x', value: 'x', headers: broken() }), RangeError)
    await rejects(producer.send({ topic: 5 as never, value: 'x' }), {
      code: 'CLIENT_RECORD_UNUSABLE',
    })
  })

  test('a poll is a span with a link to where each of its records was made', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('polled')
    await using producer = new Producer(kafka.settings)
    await producer.sendAll(['a', 'b', 'c'].map((value) => ({ topic, value })))

    const records = await read(topic, 3)

    const polls = telemetry.spans('poll')
    const made = telemetry.spans(`send ${topic}`).map((span) => span.spanContext().spanId)
    equal(records.length, 3)
    deepEqual(
      polls.flatMap(({ links }) => links.map(({ context }) => context.spanId)),
      made,
    )
    equal(polls[0]?.kind, SpanKind.CLIENT)
    equal(polls[0].attributes['messaging.operation.type'], 'receive')
    const counts = polls.map(({ attributes }) =>
      Number(attributes['messaging.batch.message_count']),
    )
    equal(
      counts.reduce((sum, count) => sum + count, 0),
      3,
    )
  })

  test('a loop over records is one poll for as many as come with it', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('looped')
    await using producer = new Producer(kafka.settings)
    await producer.sendAll(['a', 'b', 'c'].map((value) => ({ topic, value })))
    await using consumer = new Consumer({ ...kafka.settings, ...earliest })
    consumer.assign([{ topic, partition: 0 }])

    let count = 0
    for await (const _ of consumer) {
      count += 1
      if (count === 3) break
    }

    const polls = telemetry.spans('poll')
    const made = telemetry.spans(`send ${topic}`).map((span) => span.spanContext().spanId)
    deepEqual(
      polls.flatMap(({ links }) => links.map(({ context }) => context.spanId)),
      made,
    )
    ok(polls.length < 3)
  })

  test('a commit is a span, and one that fails says why', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('committed')
    const group = kafka.name('group')
    await using consumer = new Consumer({ ...kafka.settings, 'group.id': group })
    consumer.assign([{ topic, partition: 0 }])

    await consumer.commit([{ topic, partition: 0, offset: 0n }])
    await rejects(
      consumer.commit([{ topic: 'not there', partition: 0, offset: 0n }], { timeoutMs: 1000 }),
    )

    const [committed, failed] = telemetry.spans('commit')
    equal(committed?.attributes['messaging.operation.type'], 'settle')
    equal(committed.attributes['messaging.consumer.group.name'], group)
    equal(failed?.status.code, SpanStatusCode.ERROR)
    equal(typeof failed.attributes['error.type'], 'string')
  })

  test('work on a record is a span, linked to where the record was made or a part of it', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('processed')
    await using producer = new Producer(kafka.settings)
    await producer.send({ topic, key: 'k', value: 'a' })
    const [record] = (await read(topic, 1)) as [ConsumerRecord]

    const linked = await processSpan(record, async () => {
      await producer.send({ topic, value: 'b' })
      return trace.getActiveSpan()?.spanContext().spanId
    })
    const child = processSpan(record, () => 5, { asChild: true, groupId: 'billing' })
    throws(() => processSpan(record, () => void JSON.parse('{')), SyntaxError)

    const [made, sentOn] = telemetry.spans(`send ${topic}`)
    const [first, second, third] = telemetry.spans(`process ${topic}`)
    equal(linked, first?.spanContext().spanId)
    equal(sentOn?.parentSpanContext?.spanId, linked)
    equal(first?.kind, SpanKind.CONSUMER)
    equal(first.parentSpanContext, undefined)
    deepEqual(
      first.links.map(({ context }) => context.spanId),
      [made?.spanContext().spanId],
    )
    equal(first.attributes['messaging.kafka.message.key'], 'k')
    equal(child, 5)
    equal(second?.parentSpanContext?.spanId, made?.spanContext().spanId)
    equal(second?.attributes['messaging.consumer.group.name'], 'billing')
    equal(third?.attributes['error.type'], 'SyntaxError')
  })

  test('records and operations are counted by the instruments of the conventions', async () => {
    await using telemetry = new CollectedTelemetry()
    const topic = await kafka.makeTopic('measured')
    await using producer = new Producer(kafka.settings)
    await producer.sendAll(['a', 'b', 'c'].map((value) => ({ topic, value })))
    const records = await read(topic, 3)
    processSpan(records[0]!, () => undefined)

    const [sent] = await telemetry.points('messaging.client.sent.messages')
    const [consumed] = await telemetry.points('messaging.client.consumed.messages')
    const durations = await telemetry.points('messaging.client.operation.duration')
    const processed = await telemetry.points('messaging.process.duration')
    equal(sent?.value, 3)
    equal(sent.attributes['messaging.destination.name'], topic)
    equal(consumed?.value, 3)
    deepEqual(
      durations.map(({ attributes }) => String(attributes['messaging.operation.name'])).toSorted(),
      ['poll', 'send'],
    )
    equal(processed.length, 1)
  })

  test('a record that is made within a span, and sent later, is a part of its trace', async () => {
    await using _ = new CollectedTelemetry()
    const topic = await kafka.makeTopic('later')
    await using producer = new Producer(kafka.settings)
    const span = trace.getTracer('test').startSpan('made')

    const headers = context.with(trace.setSpan(context.active(), span), activeTraceHeaders)
    await producer.send({ topic, value: 'a', headers })

    const { traceId, spanId } = span.spanContext()
    const [record] = (await read(topic, 1)) as [ConsumerRecord]
    deepEqual(record.headers.getAll('traceparent').map(String), [`00-${traceId}-${spanId}-01`])
    equal(activeTraceHeaders(), undefined)
    equal(isTracing(), true)
  })

  test('a record tells of its trace also where nobody records it', async () => {
    await using _ = new CollectedTelemetry(new AlwaysOffSampler())
    const topic = await kafka.makeTopic('unsampled')
    await using producer = new Producer(kafka.settings)

    await producer.send({ topic, value: 'a' })

    const [record] = (await read(topic, 1)) as [ConsumerRecord]
    match(String(record.headers.get('traceparent')), /^00-[\da-f]{32}-[\da-f]{16}-00$/)
  })

  test('nobody who traces costs no header and no span', async () => {
    const topic = await kafka.makeTopic('plain')
    await using producer = new Producer(kafka.settings)
    const headers = { a: 'b' }

    await producer.send({ topic, value: 'a', headers })

    const [record] = (await read(topic, 1)) as [ConsumerRecord]
    equal(record.headers.size, 1)
    equal(
      processSpan(record, () => 7),
      7,
    )
    equal(await processSpan(record, () => Promise.resolve(8)), 8)
  })
})
