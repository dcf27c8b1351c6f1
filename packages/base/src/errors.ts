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

/** A package's catalogue: each name becomes a function that makes the error with its details. */
export type ErrorCatalogue<Messages extends Readonly<Record<string, MessageOf>>> = {
  readonly [Name in keyof Messages]: (...details: Parameters<Messages[Name]>) => OperatingError
}

/**
 * Declares everything that can go wrong in a package, on one screen.
 *
 * A name `DISK_FULL` under the prefix `LOG` has the code `LOG_DISK_FULL`.
 */
export function defineErrors<const Messages extends Readonly<Record<string, MessageOf>>>(
  prefix: string,
  messages: Messages,
): ErrorCatalogue<Messages> {
  const entries = Object.entries(messages).map(([name, messageOf]) => [
    name,
    (...details: unknown[]) => new OperatingError(`${prefix}_${name}`, messageOf(...details)),
  ])
  return Object.fromEntries(entries) as ErrorCatalogue<Messages>
}

/** Whether `error` is an operating error, and, if `code` is given, that very one. */
export function isOperatingError(error: unknown, code?: string): error is OperatingError {
  return error instanceof OperatingError && (code === undefined || error.code === code)
}
