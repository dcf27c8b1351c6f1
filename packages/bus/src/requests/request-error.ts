import { OperatingError } from '@barnabus/base'

import { busErrors } from '../errors.ts'
import type { Receipt } from '../receipts/receipt.ts'

/**
 * A request got no reply, and it is known why: what became of it is in `receipt`. Its `code` is
 * `BUS_REQUEST_REJECTED` where the handler has said no, which is `business`; everything else is
 * `transport`.
 */
export class RequestError extends OperatingError {
  readonly id: string
  readonly receipt: Receipt

  constructor({ code, message }: OperatingError, id: string, receipt: Receipt) {
    super(code, message)
    this.name = 'RequestError'
    this.id = id
    this.receipt = receipt
  }

  get kind(): 'business' | 'transport' {
    return this.receipt.error?.kind ?? 'transport'
  }
}

/** What a receipt without a reply says about a request. Undefined: there is a reply. */
export function requestError(
  topic: string,
  id: string,
  receipt: Receipt,
): RequestError | undefined {
  const { group, outcome, error } = receipt
  const reason = error?.message ?? ''
  if (outcome === 'expired') {
    return new RequestError(busErrors.REQUEST_EXPIRED(topic, group), id, receipt)
  }
  if (outcome === 'dead-letter') {
    const told =
      error?.kind === 'business'
        ? busErrors.REQUEST_REJECTED(topic, group, reason)
        : busErrors.REQUEST_FAILED(topic, group, reason)
    return new RequestError(told, id, receipt)
  }
  if (error === undefined) return undefined
  return new RequestError(busErrors.REPLY_LOST(topic, group, reason), id, receipt)
}
