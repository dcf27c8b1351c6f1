import { OperatingError } from '@barnabus/base'

/**
 * Nobody has said in time what became of a message. It may have been handled, and it may be yet:
 * `bus.receipt(id, group)` tells later.
 */
export class UnknownOutcomeError extends OperatingError {
  /** Of the message. */
  readonly id: string

  constructor({ code, message }: OperatingError, id: string) {
    super(code, message)
    this.name = 'UnknownOutcomeError'
    this.id = id
  }
}
