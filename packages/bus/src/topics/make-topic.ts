import { pause, systemClock } from '@barnabus/base'
import { isKafkaError, type Admin, type NewTopic } from '@barnabus/client'

const patienceMs = 10_000
const pauseMs = 50

/** Makes a topic, unless it is there or we may not. */
export async function makeTopic(
  admin: Admin,
  topic: NewTopic,
  signal: AbortSignal,
): Promise<'made' | 'there' | 'refused'> {
  try {
    await admin.createTopics([topic], { signal })
    return 'made'
  } catch (error) {
    if (!isKafkaError(error)) throw error
    return error.errorName === 'TOPIC_ALREADY_EXISTS' ? 'there' : 'refused'
  }
}

/**
 * What brokers say of a topic that is certain to be there: they hear of one that somebody has just made
 * one after the other, and a moment after whoever made it.
 */
export async function onceKnown<Answer>(
  ask: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const untilMs = systemClock.monotonicMs() + patienceMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!isUnknownTopic(error) || systemClock.monotonicMs() >= untilMs) throw error
      signal.throwIfAborted()
      await pause(systemClock, pauseMs, { keepAlive: true })
    }
  }
}

/** Whether there is no such topic, as far as the broker knows that was asked. */
export function isUnknownTopic(error: unknown): boolean {
  return isKafkaError(error) && error.errorName === 'UNKNOWN_TOPIC_OR_PARTITION'
}
