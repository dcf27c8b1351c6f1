import { systemPrinter, type Clock, type LogFacts, type Logger as OwnLogger } from '@barnabus/base'

/** How much is logged. */
export const logLevel = { NOTHING: 0, ERROR: 1, WARN: 2, INFO: 4, DEBUG: 5 } as const

/** One of `logLevel`. */
export type LogLevel = (typeof logLevel)[keyof typeof logLevel]

/** What a line says. */
export interface LoggerEntryContent {
  readonly timestamp: string
  readonly message: string
  readonly [key: string]: unknown
}

/** A line, for whoever prints it. */
export interface LogEntry {
  readonly namespace: string
  readonly level: LogLevel
  readonly label: string
  readonly log: LoggerEntryContent
}

/** Makes what prints lines; see kafkajs' "custom logger". */
export type LogCreator = (level: LogLevel) => (entry: LogEntry) => void

/** A logger as kafkajs has it. */
export interface Logger {
  info(message: string, extra?: object): void
  error(message: string, extra?: object): void
  warn(message: string, extra?: object): void
  debug(message: string, extra?: object): void
  namespace(namespace: string, level?: LogLevel): Logger
  setLogLevel(level: LogLevel): void
}

/** Lines of JSON on the output of the process. */
const printingLogCreator: LogCreator =
  () =>
  ({ namespace, level, label, log }) => {
    const prefix = namespace === '' ? '' : `[${namespace}] `
    const line = JSON.stringify({ level: label, ...log, message: `${prefix}${log.message}` })
    if (level === logLevel.ERROR || level === logLevel.WARN) systemPrinter.complain(line)
    else systemPrinter.print(line)
  }

/** The logger of a `Kafka`, of which all others are namespaces. */
export function createLogger(options: {
  readonly clock: Clock
  readonly level?: LogLevel | undefined
  readonly logCreator?: LogCreator | undefined
}): Logger {
  const { clock, level = logLevel.INFO, logCreator = printingLogCreator } = options
  const shared = { level, clock, print: logCreator(level) }
  return new NamespaceLogger(shared, '', undefined)
}

interface Shared {
  level: LogLevel
  readonly clock: Clock
  readonly print: (entry: LogEntry) => void
}

class NamespaceLogger implements Logger {
  readonly #shared: Shared
  readonly #namespace: string
  readonly #level: LogLevel | undefined

  constructor(shared: Shared, namespace: string, level: LogLevel | undefined) {
    this.#shared = shared
    this.#namespace = namespace
    this.#level = level
  }

  info(message: string, extra?: object): void {
    this.#log('INFO', message, extra)
  }

  error(message: string, extra?: object): void {
    this.#log('ERROR', message, extra)
  }

  warn(message: string, extra?: object): void {
    this.#log('WARN', message, extra)
  }

  debug(message: string, extra?: object): void {
    this.#log('DEBUG', message, extra)
  }

  namespace(namespace: string, level?: LogLevel): Logger {
    return new NamespaceLogger(this.#shared, namespace, level)
  }

  setLogLevel(level: LogLevel): void {
    this.#shared.level = level
  }

  #log(label: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG', message: string, extra: object = {}): void {
    const level = logLevel[label]
    if (level > (this.#level ?? this.#shared.level)) return
    const timestamp = new Date(this.#shared.clock.nowMs()).toISOString()
    const log = { timestamp, logger: 'kafkajs', message, ...extra }
    this.#shared.print({ namespace: this.#namespace, level, label, log })
  }
}

/** What this client's own parts log into. Their everyday news is for debugging only. */
export function ownLogger(logger: Logger): OwnLogger {
  return {
    debug: (facts, message) => logger.debug(message, printable(facts)),
    info: (facts, message) => logger.debug(message, printable(facts)),
    warn: (facts, message) => logger.warn(message, printable(facts)),
    error: (facts, message) => logger.error(message, printable(facts)),
  }
}

/** JSON knows nothing of errors. */
function printable(facts: LogFacts): object {
  const { error } = facts
  return error instanceof Error ? { ...facts, error: error.message, stack: error.stack } : facts
}
