import { ErrorCode, type Uuid } from '@barnabus/protocol'

import type { TopicImage } from '../../metadata/image.ts'
import {
  commitError,
  type CommitAnswer,
  type PartitionCommit,
  type TopicCommit,
} from './commit-offsets.ts'

interface AskedTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: readonly PartitionCommit[]
}

/** Only partitions that exist have offsets: parts what is asked for, with errors for the rest. */
export function splitTopics(
  asked: readonly AskedTopic[],
  topicOf: (asked: AskedTopic) => TopicImage | undefined,
  errors: { readonly unknown: ErrorCode },
): { readonly refused: CommitAnswer; readonly accepted: readonly TopicCommit[] } {
  const refused: CommitAnswer[number][] = []
  const accepted: TopicCommit[] = []
  for (const one of asked) {
    const topic = topicOf(one)
    if (topic === undefined) {
      refused.push(...commitError({ topics: [one] }, errors.unknown))
      continue
    }
    const { absent, present } = splitPartitions(topic, one)
    if (absent.partitions.length > 0) {
      refused.push(...commitError({ topics: [absent] }, ErrorCode.unknownTopicOrPartition))
    }
    if (present.partitions.length > 0) accepted.push(present)
  }
  return { refused, accepted }
}

function splitPartitions(
  { name, id: topicId, partitions: existing }: TopicImage,
  { partitions }: AskedTopic,
): { readonly absent: TopicCommit; readonly present: TopicCommit } {
  const exists = (index: number): boolean => existing[index] !== undefined
  const absent = partitions.filter(({ partitionIndex }) => !exists(partitionIndex))
  const present = partitions.filter(({ partitionIndex }) => exists(partitionIndex))
  return {
    absent: { name, topicId, partitions: absent },
    present: { name, topicId, partitions: present },
  }
}

/** Each topic once, with all its partitions. */
export function answeredTopics(refused: CommitAnswer, answered: CommitAnswer): CommitAnswer {
  if (refused.length === 0) return answered
  const topics = new Map<string, CommitAnswer[number]>()
  for (const topic of [...refused, ...answered]) {
    const key = `${topic.topicId} ${topic.name}`
    const partitions = [...(topics.get(key)?.partitions ?? []), ...topic.partitions]
    topics.set(key, { ...topic, partitions })
  }
  return [...topics.values()]
}
