import type { Attributes, Counter, Histogram, MeterProvider } from '@opentelemetry/api'

import { version } from '../../version.ts'
import { errorType, operationAttributes, placeAttributes } from './attributes.ts'
import type { Operation } from './attributes.ts'
import { openTelemetry } from './open-telemetry.ts'
import { scope } from './tracer.ts'
import type { Participant } from './participant.ts'

/** Instruments of OpenTelemetry's conventions for messaging. */
interface Instruments {
  readonly duration: Histogram
  readonly processing: Histogram
  readonly sent: Counter
  readonly consumed: Counter
}

let provider: MeterProvider | undefined
let instruments: Instruments | undefined

/** Where a number of records went, or came from. */
interface Place {
  readonly topic: string
  readonly partition: number
}

/** Counts records of one batch that were sent, or, with `error`, were not, and how long it took. */
export function countSent(
  by: Participant,
  batch: Place & { readonly records: number; readonly createdMs: number },
  nowMs: number,
  error?: unknown,
): void {
  const active = activeInstruments()
  if (active === undefined) return
  const attributes = {
    ...operationAttributes('send', by),
    ...placeAttributes({ topic: batch.topic, partition: batch.partition }),
    ...failure(error),
  }
  active.sent.add(batch.records, attributes)
  active.duration.record((nowMs - batch.createdMs) / 1000, attributes)
}

/** Counts records that were handed to the application. */
export function countConsumed(by: Participant, place: Place, records: number): void {
  const active = activeInstruments()
  if (active === undefined) return
  const attributes = { ...operationAttributes('poll', by), ...placeAttributes(place) }
  active.consumed.add(records, attributes)
}

/** Takes note of how long an operation took, or, with `error`, until it failed. */
export function countOperation(
  operation: Operation,
  by: Participant,
  outcome: { readonly durationMs: number; readonly error?: unknown },
): void {
  const active = activeInstruments()
  if (active === undefined) return
  const attributes = { ...operationAttributes(operation, by), ...failure(outcome.error) }
  const histogram = operation === 'process' ? active.processing : active.duration
  histogram.record(outcome.durationMs / 1000, attributes)
}

function failure(error: unknown): Attributes {
  return error === undefined ? {} : { 'error.type': errorType(error) }
}

/** Whether anybody listens. Cheap enough to be asked for each record. */
export function isMeasuring(): boolean {
  return activeInstruments() !== undefined
}

/** undefined: nobody listens. */
function activeInstruments(): Instruments | undefined {
  if (openTelemetry === undefined) return undefined
  const current = openTelemetry.metrics.getMeterProvider()
  if (current !== provider) {
    provider = current
    instruments = instrumentsOf(current)
  }
  return instruments
}

function instrumentsOf(of: MeterProvider): Instruments | undefined {
  const meter = of.getMeter(scope, version)
  if (meter === openTelemetry?.createNoopMeter()) return undefined // Nobody has registered one.
  return {
    duration: meter.createHistogram('messaging.client.operation.duration', { unit: 's' }),
    processing: meter.createHistogram('messaging.process.duration', { unit: 's' }),
    sent: meter.createCounter('messaging.client.sent.messages', { unit: '{message}' }),
    consumed: meter.createCounter('messaging.client.consumed.messages', { unit: '{message}' }),
  }
}
