import { AssertionError } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import type { Broker } from '../broker.ts'

/**
 * Makes an answer of what a file operation threw, and logs it: the disk, or what is on it, has
 * failed. Our own bugs are thrown on.
 */
export function storageErrorOf(broker: Broker, action: string, error: unknown): ErrorCode {
  if (error instanceof AssertionError) throw error
  broker.logger.error({ err: error }, `Cannot ${action}: the disk has failed us`)
  return ErrorCode.kafkaStorageError
}
