/** An operating error: something the world did, with a stable `code` to look up and to match on. */
export class OperatingError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OperatingError'
    this.code = code
  }

  /** The same error, with what it was made of. */
  because(cause: unknown): OperatingError {
    return new OperatingError(this.code, this.message, { cause })
  }
}

// Each entry has parameters of its own, which the mapped type below gives back to the caller.
// oxlint-disable-next-line typescript/no-explicit-any
type MessageOf = (...details: any[]) => string

type Messages = Readonly<Record<string, MessageOf>>

/** A package's catalogue: each name becomes a function that makes the error with its details. */
export type ErrorCatalogue<Table extends Messages, Made extends OperatingError = OperatingError> = {
  readonly [Name in keyof Table]: (...details: Parameters<Table[Name]>) => Made
}

/**
 * Declares everything that can go wrong in a package, on one screen.
 *
 * A name `DISK_FULL` under the prefix `LOG` has the code `LOG_DISK_FULL`.
 */
export function defineErrors<const Table extends Messages>(
  prefix: string,
  messages: Table,
): ErrorCatalogue<Table>
/** The same for a package whose errors say more than a code: `make` has the last word. */
export function defineErrors<const Table extends Messages, Made extends OperatingError>(
  prefix: string,
  messages: Table,
  make: (code: string, message: string, name: keyof Table) => Made,
): ErrorCatalogue<Table, Made>
export function defineErrors(
  prefix: string,
  messages: Messages,
  make = (code: string, message: string, _name: string) => new OperatingError(code, message),
): ErrorCatalogue<Messages> {
  const entries = Object.entries(messages).map(([name, messageOf]) => [
    name,
    (...details: unknown[]) => make(`${prefix}_${name}`, messageOf(...details), name),
  ])
  return Object.fromEntries(entries) as ErrorCatalogue<Messages>
}

/** Whether `error` is an operating error, and, if `code` is given, that very one. */
export function isOperatingError(error: unknown, code?: string): error is OperatingError {
  return error instanceof OperatingError && (code === undefined || error.code === code)
}
