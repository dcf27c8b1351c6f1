import type { Logger } from '@barnabus/base'

import type { Deadline } from '../deadline.ts'
import { isKafkaError } from '../errors/kafka-error.ts'

/** Waits for a farewell, as long as there is time for it. Never rejects: the group notices anyway. */
export async function closeWithin(
  deadline: Deadline,
  farewell: Promise<void>,
  logger: Logger,
): Promise<void> {
  try {
    await deadline.wait(farewell, 'leave the group')
  } catch (error) {
    if (!isKafkaError(error) && deadline.signal?.aborted !== true) throw error
    logger.warn({ error }, 'Left the group without a farewell')
  }
}
