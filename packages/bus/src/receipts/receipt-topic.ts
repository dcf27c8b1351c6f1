import type { Admin, AdminSettings, TopicDescription } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import { makeTopic, onceKnown } from '../topics/make-topic.ts'

const prefix = 'bus.receipts.'
const topicCharsMax = 249
const dayMs = 86_400_000

/** The topic in which an application is told what became of its messages. */
export function receiptTopicOf(application: string): string {
  const name = `${prefix}${application}`
  if (!isReceiptTopic(name)) throw busErrors.APPLICATION_REFUSED(application)
  return name
}

/** What an application is called that has no name of its own. */
export function applicationOf(settings: AdminSettings): string {
  const clientId = String(settings['client.id'] ?? '')
  return clientId === '' ? 'default' : clientId.replaceAll(/[^\w.-]/g, '-')
}

/** Whether a topic is there for receipts: nothing else is written because a header says so. */
export function isReceiptTopic(name: string): boolean {
  if (name.length > topicCharsMax || name === prefix) return false
  return name.startsWith(prefix) && /^[\w.-]+$/.test(name)
}

/**
 * Makes the topic unless it is there: one that keeps receipts for a day. Resolves when a broker knows it.
 */
export async function prepareReceiptTopic(
  admin: Admin,
  topic: string,
  signal: AbortSignal,
): Promise<TopicDescription> {
  const configs = { 'cleanup.policy': 'delete', 'retention.ms': dayMs }
  const outcome = await makeTopic(admin, { topic, partitions: 1, configs }, signal)
  const describe = async (): Promise<TopicDescription> => {
    const [described] = await admin.describeTopics([topic], { signal })
    return described!
  }
  return outcome === 'refused' ? await describe() : await onceKnown(describe, signal)
}
