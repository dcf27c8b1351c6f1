import { isOperatingError } from '@barnabus/base'
import { parseUuid, zeroUuid, type Uuid } from '@barnabus/protocol'

import { clientErrors } from '../../errors.ts'

/** A topic by its name, or by its id (Kafka 2.8). */
export type TopicReference = string | { readonly topicId: string }

/** How the topic is called by whoever named it. */
export function nameOfReference(topic: TopicReference): string {
  return typeof topic === 'string' ? topic : topic.topicId
}

/** The same, as requests have it. Throws ARGUMENT_REFUSED for an id that is none. */
export function draftOfReference(topic: TopicReference): { name: string | null; topicId: Uuid } {
  if (typeof topic === 'string') return { name: topic, topicId: zeroUuid }
  try {
    return { name: null, topicId: parseUuid(topic.topicId) }
  } catch (error) {
    if (!isOperatingError(error)) throw error
    throw clientErrors.ARGUMENT_REFUSED(error.message)
  }
}

/** How whoever asked called a topic that an answer is about. */
export function nameOfAnswer(
  { name, topicId }: { readonly name: string | null; readonly topicId: Uuid },
  asked: readonly TopicReference[],
): string {
  const byId = asked.some((topic) => typeof topic !== 'string' && topic.topicId === topicId)
  return byId ? topicId : (name ?? topicId)
}
