import type { Logger, OperatingError } from '@barnabus/base'
import { logErrors } from '../errors.ts'

/**
 * Whether a data directory can still keep its promises.
 *
 * After a failed sync nobody knows what is on disk: the operating system may have dropped the bytes
 * and count them as written. So the first failure is final; only a restart reads what is there.
 */
export class DirectoryFailure {
  /** Resolves with the first failure; stays pending while there is none. */
  readonly signal: Promise<OperatingError>
  readonly #path: string
  readonly #logger: Logger
  readonly #resolve: (error: OperatingError) => void
  #error: OperatingError | undefined

  constructor(path: string, logger: Logger) {
    const { promise, resolve } = Promise.withResolvers<OperatingError>()
    this.signal = promise
    this.#resolve = resolve
    this.#path = path
    this.#logger = logger
  }

  /** The first failure. */
  get error(): OperatingError | undefined {
    return this.#error
  }

  /** States that `action` failed for good. Returns the error that everybody waiting should get. */
  fail(action: string, cause: unknown): OperatingError {
    if (this.#error !== undefined) return this.#error
    const error = logErrors.DIRECTORY_FAILED(this.#path, action).because(cause)
    this.#error = error
    this.#logger.error({ error, cause, path: this.#path }, error.message)
    this.#resolve(error)
    return error
  }
}
