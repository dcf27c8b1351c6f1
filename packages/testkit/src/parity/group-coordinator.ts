import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { NewTopic, QuietBroker, StageTopic } from './stage-topics.ts'
import type { Stage } from './stage.ts'

const notYet: ReadonlySet<number> = new Set([
  ErrorCode.coordinatorLoadInProgress,
  ErrorCode.coordinatorNotAvailable,
  ErrorCode.notCoordinator,
])

/** Waits until the broker coordinates the group: Kafka makes the topic for that when it is asked. */
export async function untilCoordinated(broker: QuietBroker, groupId: string): Promise<void> {
  const sought = { keyType: 0, coordinatorKeys: [groupId] }
  await broker.until(ApiKey.FindCoordinator, 6, sought, ({ coordinators }) =>
    coordinators.every(({ errorCode }) => errorCode === ErrorCode.none),
  )
  const described = { groupIds: [groupId], includeAuthorizedOperations: false }
  await broker.until(ApiKey.ConsumerGroupDescribe, 1, described, ({ groups }) =>
    groups.every(({ errorCode }) => !notYet.has(errorCode)),
  )
}

/**
 * Makes a topic that the coordinators of consumer groups know of (KIP-848). Kafka tells them last:
 * a topic can be read and written a moment before its partitions can be assigned.
 */
export async function assignableTopic(
  stage: Pick<Stage, 'topic' | 'settle'>,
  topic: NewTopic = {},
): Promise<StageTopic> {
  const made = await stage.topic(topic)
  await stage.settle()
  return made
}
