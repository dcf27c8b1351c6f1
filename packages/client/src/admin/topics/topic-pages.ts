import { ApiKey, ErrorCode, type DescribeTopicPartitionsResponse } from '@barnabus/protocol'

import type { Cluster, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { brokerError } from '../../errors/kafka-error.ts'

type PagedTopic = DescribeTopicPartitionsResponse['topics'][number]
type Cursor = NonNullable<DescribeTopicPartitionsResponse['nextCursor']>

// As many as Kafka answers with at most, where it is not told otherwise.
const partitionsPerAnswer = 2000
const action = 'describe topics'

/**
 * Asks one broker about topics, a bounded number of partitions at a time (DescribeTopicPartitions,
 * KIP-966): the answer says where the next one goes on, be it in the middle of a topic. Of a topic
 * that is lost on the way, the error is what counts.
 */
export async function topicsInPages(
  cluster: Cluster,
  to: Target,
  topics: readonly string[],
  deadline: Deadline,
): Promise<readonly PagedTopic[]> {
  const names = topics.toSorted() // The order in which brokers answer.
  const found = new Map<string, PagedTopic>()
  let cursor: Cursor | null = null
  do {
    const { topicName } = cursor ?? { topicName: '' }
    const request = {
      topics: names.filter((name) => name >= topicName).map((name) => ({ name })),
      responsePartitionLimit: partitionsPerAnswer,
      cursor,
    }
    const answer: DescribeTopicPartitionsResponse = await cluster.send(
      to,
      ApiKey.DescribeTopicPartitions,
      () => request,
      deadline,
    )
    for (const topic of answer.topics) {
      const name = topic.name ?? ''
      found.set(name, together(found.get(name), topic))
    }
    cursor = goingOn(cursor, answer.nextCursor)
  } while (cursor !== null)
  return Array.from(found.values())
}

/** What two answers say of a topic, if it is still the same one; otherwise all are asked again. */
function together(before: PagedTopic | undefined, topic: PagedTopic): PagedTopic {
  if (before === undefined || topic.errorCode !== ErrorCode.none) return topic
  if (before.topicId === topic.topicId) {
    return { ...topic, partitions: [...before.partitions, ...topic.partitions] }
  }
  const sentence = `topic ${topic.name ?? ''} was deleted and made again meanwhile`
  throw brokerError(ErrorCode.inconsistentTopicId, action, sentence)
}

/** Where the next answer goes on. A broker that leads back would be asked for ever. */
function goingOn(from: Cursor | null, to: Cursor | null): Cursor | null {
  const isFurther =
    from === null ||
    to === null ||
    to.topicName > from.topicName ||
    (to.topicName === from.topicName && to.partitionIndex > from.partitionIndex)
  if (isFurther) return to
  const sentence = `the answer leads from ${nameOf(from)} back to ${nameOf(to)}`
  throw brokerError(ErrorCode.unknownServerError, action, sentence)
}

function nameOf({ topicName, partitionIndex }: Cursor): string {
  return `${topicName}-${partitionIndex}`
}
