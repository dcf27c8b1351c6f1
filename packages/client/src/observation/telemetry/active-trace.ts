// Published: its types must stand where OpenTelemetry is not installed.
import { openTelemetry } from './open-telemetry.ts'
import { carrierOf } from './record-context.ts'
import { activeTracer } from './tracer.ts'

/** Whether spans are recorded, and records told of them when they are sent. */
export function isTracing(): boolean {
  return activeTracer() !== undefined
}

/**
 * Headers of a record that is made now and sent later, by which it is a part of the trace that is
 * active; undefined: none is.
 */
export function activeTraceHeaders(): readonly (readonly [string, string])[] | undefined {
  if (openTelemetry === undefined || !isTracing()) return undefined
  const active = openTelemetry.context.active()
  if (openTelemetry.trace.getSpanContext(active) === undefined) return undefined
  const carrier = carrierOf(openTelemetry, active)
  return carrier.size === 0 ? undefined : [...carrier]
}
