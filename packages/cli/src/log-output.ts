import type { Logger } from '@barnabus/base'
import { destination, pino, stdSerializers, stdTimeFunctions } from 'pino'

/** How much is logged; each includes those before it. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof logLevels)[number]

/** Writes one line of JSON for each event to stderr, at once: nothing is lost in a crash. */
export function logOutput(level: LogLevel): Logger {
  return pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      serializers: { error: stdSerializers.err },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination({ dest: 2, sync: true }),
  )
}
