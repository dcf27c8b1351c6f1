import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { TestCluster } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

const exporter = new InMemorySpanExporter()

before(() => {
  const spanProcessors = [new SimpleSpanProcessor({ exporter })]
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }))
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
})
after(() => {
  for (const one of [trace, context, propagation]) one.disable()
})

test('where OpenTelemetry traces, messages are a part of its traces, each told once', async () => {
  await using cluster = await TestCluster.start()
  const orders = topic<string>(await cluster.makeTopic('orders'))
  const results = topic<string>(await cluster.makeTopic('results'))
  await using bus = await connect(cluster.settings)
  const tracer = trace.getTracer('test')
  const handling = tracer.startSpan('handling')
  const publishing = tracer.startSpan('publishing')
  const told: (readonly string[])[] = []
  const all = Promise.withResolvers<void>()
  await bus.handle(orders, { group: cluster.name('g') }, async ({ headers, value }, inner) => {
    told.push(headers.getAll('traceparent').map(String))
    await context.with(trace.setSpan(context.active(), handling), () =>
      inner.publish(results, { value }),
    )
  })
  await bus.handle(results, { group: cluster.name('g') }, ({ headers }) => {
    told.push(headers.getAll('traceparent').map(String))
    all.resolve()
  })

  await context.with(trace.setSpan(context.active(), publishing), () =>
    bus.publish(orders, { key: 'k', value: 'x' }),
  )
  await all.promise

  const [[published = '', ...twice] = [], made] = told
  const sent = exporter.getFinishedSpans().find(({ name }) => name === `send ${orders.name}`)
  const { traceId, spanId } = handling.spanContext()
  deepEqual([made, twice], [[`00-${traceId}-${spanId}-01`], []])
  equal(published.split('-')[1], publishing.spanContext().traceId)
  equal(published.split('-')[2], sent?.spanContext().spanId)
  notEqual(traceId, publishing.spanContext().traceId)
})
