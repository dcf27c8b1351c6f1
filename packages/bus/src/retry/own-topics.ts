import { isKafkaError, type Admin, type TopicDescription } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import { isUnknownTopic, makeTopic, onceKnown } from '../topics/make-topic.ts'
import type { RetryPlan } from './retry-plan.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const retentionMsMin = 7 * dayMs

/**
 * Makes the topics of a plan, or checks those that are there: as many partitions as the source, so
 * that a key stays with one member, and messages kept for longer than they may have to wait. A source
 * that is not there yet is made with the cluster's defaults, as if somebody had published to it.
 *
 * Rejects with TOPIC_UNFIT for topics in which messages could be lost or overtake each other.
 */
export async function prepareTopics(
  admin: Admin,
  plan: RetryPlan,
  signal: AbortSignal,
): Promise<void> {
  const source = await madeOrFound(admin, plan.source, signal)
  const partitions = source.partitions.length
  const replicationFactor = source.partitions[0]?.replicas.length ?? 1
  const waitMs = Math.max(0, ...plan.tiers.map(({ delayMs }) => delayMs))
  const wanted = [
    ...plan.tiers.map(({ topic }) => ({
      ...{ topic, partitions, policy: 'delete' },
      retentionMs: Math.max(retentionMsMin, waitMs * 2),
      leastMs: waitMs + hourMs,
    })),
    // They may be redriven while nobody handles, for as long as that takes.
    { topic: plan.redriveTopic, partitions, policy: 'delete', retentionMs: -1, leastMs: dayMs },
    { topic: plan.deadLetterTopic, partitions, policy: 'delete', retentionMs: -1, leastMs: 0 },
    { topic: plan.decisionsTopic, partitions: 1, policy: 'compact', retentionMs: -1, leastMs: 0 },
  ]
  await Promise.all(wanted.map((one) => prepareTopic(admin, one, replicationFactor, signal)))
}

/** Makes the topic in which the replies of a group are kept, beside the topics of its plan. */
export async function prepareRepliesTopic(
  admin: Admin,
  { source, repliesTopic: topic }: RetryPlan,
  signal: AbortSignal,
): Promise<void> {
  const { partitions } = await madeOrFound(admin, source, signal)
  const replicationFactor = partitions[0]?.replicas.length ?? 1
  const kept = { policy: 'compact,delete', retentionMs: dayMs, leastMs: 0 }
  const wanted = { topic, partitions: partitions.length, ...kept }
  await prepareTopic(admin, wanted, replicationFactor, signal)
}

async function prepareTopic(
  admin: Admin,
  { retentionMs, ...wanted }: WantedTopic & { readonly retentionMs: number },
  replicationFactor: number,
  signal: AbortSignal,
): Promise<void> {
  const { topic, policy, partitions } = wanted
  const configs = { 'cleanup.policy': policy, 'retention.ms': retentionMs }
  const outcome = await makeTopic(admin, { topic, partitions, replicationFactor, configs }, signal)
  const check = (): Promise<void> => checkTopic(admin, wanted, signal)
  if (outcome === 'there') await onceKnown(check, signal)
  if (outcome === 'refused') await check()
}

async function madeOrFound(
  admin: Admin,
  topic: string,
  signal: AbortSignal,
): Promise<TopicDescription> {
  const described = await admin.describeTopics([topic], { signal }).catch((error: unknown) => {
    if (!isUnknownTopic(error)) throw error
    return []
  })
  if (described[0] !== undefined) return described[0]
  try {
    await admin.createTopics([{ topic }], { signal })
  } catch (error) {
    if (!isKafkaError(error) || error.errorName !== 'TOPIC_ALREADY_EXISTS') throw error
  }
  const [made] = await onceKnown(() => admin.describeTopics([topic], { signal }), signal)
  return made!
}

interface WantedTopic {
  readonly topic: string
  readonly partitions: number
  readonly policy: string
  readonly leastMs: number
}

async function checkTopic(
  admin: Admin,
  { topic, ...wanted }: WantedTopic,
  signal: AbortSignal,
): Promise<void> {
  const [[found], [described]] = await Promise.all([
    admin.describeTopics([topic], { signal }),
    admin.describeConfigs([{ type: 'TOPIC', name: topic }], { signal }),
  ])
  const policy = described!.configs.get('cleanup.policy')?.value
  if (policy !== wanted.policy) {
    throw busErrors.TOPIC_UNFIT(topic, `cleanup.policy=${policy} may drop what it has to keep`)
  }
  const retentionMs = Number(described!.configs.get('retention.ms')?.value ?? -1)
  if (retentionMs >= 0 && retentionMs < wanted.leastMs) {
    const reason = `retention.ms=${retentionMs} is less than messages may wait (${wanted.leastMs})`
    throw busErrors.TOPIC_UNFIT(topic, reason)
  }
  const count = found!.partitions.length
  if (count < wanted.partitions) {
    await admin.createPartitions([{ topic, count: wanted.partitions }], { signal })
  }
}
