/** What a log line carries beside its sentence: machine-readable, never a secret, never a record. */
export type LogFacts = Readonly<Record<string, unknown>>

/** Where log lines go. One sentence for people, its facts for machines; never throws. */
export interface Logger {
  debug(facts: LogFacts, message: string): void
  info(facts: LogFacts, message: string): void
  warn(facts: LogFacts, message: string): void
  error(facts: LogFacts, message: string): void
}

/** A logger that keeps nothing, for tests and for whoever wants silence. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
