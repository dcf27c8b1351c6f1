import type { Admin } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import { makeTopic, onceKnown } from '../topics/make-topic.ts'
import type { DedupPlan } from './dedup-plan.ts'

/**
 * Makes the topic of marks, or checks the one that is there: as many partitions as the source, so
 * that both go to the same member, and marks kept for as long as they count. Rejects with
 * TOPIC_UNFIT.
 */
export async function prepareSeenTopic(
  admin: Admin,
  { topic, source }: { readonly topic: string; readonly source: string },
  { windowMs }: DedupPlan,
  signal: AbortSignal,
): Promise<void> {
  const [described] = await onceKnown(() => admin.describeTopics([source], { signal }), signal)
  const partitions = described!.partitions.length
  const replicationFactor = described!.partitions[0]?.replicas.length ?? 1
  const configs = { 'cleanup.policy': 'compact,delete', 'retention.ms': Math.ceil(windowMs) }
  const outcome = await makeTopic(admin, { topic, partitions, replicationFactor, configs }, signal)
  const checked = (): Promise<void> => check(admin, topic, { partitions, windowMs, signal })
  if (outcome === 'there') await onceKnown(checked, signal)
  if (outcome === 'refused') await checked()
}

async function check(
  admin: Admin,
  topic: string,
  wanted: {
    readonly partitions: number
    readonly windowMs: number
    readonly signal: AbortSignal
  },
): Promise<void> {
  const { signal, windowMs, partitions } = wanted
  const [[found], [described]] = await Promise.all([
    admin.describeTopics([topic], { signal }),
    admin.describeConfigs([{ type: 'TOPIC', name: topic }], { signal }),
  ])
  const { configs } = described!
  const retentionMs = Number(configs.get('retention.ms')?.value ?? -1)
  const deletes = configs.get('cleanup.policy')?.value?.includes('delete') === true
  if (deletes && retentionMs >= 0 && retentionMs < windowMs) {
    const reason = `retention.ms=${retentionMs} is less than dedup's window (${windowMs})`
    throw busErrors.TOPIC_UNFIT(topic, reason)
  }
  if (found!.partitions.length < partitions) {
    await admin.createPartitions([{ topic, count: partitions }], { signal })
  }
}
