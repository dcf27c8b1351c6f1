import { createRequire } from 'node:module'

import type * as Api from '@opentelemetry/api'

/** The API of OpenTelemetry, if the application has it; whether anybody listens is another matter. */
export const openTelemetry: typeof Api | undefined = load()

// CommonJS, as that can be tried without waiting; both of its forms share what is registered.
function load(): typeof Api | undefined {
  try {
    return createRequire(import.meta.url)('@opentelemetry/api') as typeof Api
  } catch {
    return undefined // An optional peer that is not there.
  }
}
