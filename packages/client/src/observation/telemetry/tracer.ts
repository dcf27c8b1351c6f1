import type { Tracer, TracerProvider } from '@opentelemetry/api'

import { version } from '../../version.ts'
import { openTelemetry } from './open-telemetry.ts'

/** What the API registers in place of the SDK's provider. */
interface Proxy extends TracerProvider {
  getDelegate?(): TracerProvider
  getDelegateTracer?(name: string, version: string): Tracer | undefined
}

/** The name of this library in traces and metrics. */
export const scope = '@barnabus/client'

let provider: TracerProvider | undefined
let tracer: Tracer | undefined

/** Who records spans now; undefined: nobody does. Cheap enough to be asked for each record. */
export function activeTracer(): Tracer | undefined {
  if (openTelemetry === undefined) return undefined
  const proxy: Proxy = openTelemetry.trace.getTracerProvider()
  const current = proxy.getDelegate?.() ?? proxy
  if (current !== provider) {
    provider = current
    tracer =
      proxy.getDelegateTracer === undefined
        ? proxy.getTracer(scope, version)
        : proxy.getDelegateTracer(scope, version)
  }
  return tracer
}
