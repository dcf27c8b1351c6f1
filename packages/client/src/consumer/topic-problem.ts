import { ErrorCode } from '@barnabus/protocol'

import type { MetadataSnapshot } from '../cluster/metadata-snapshot.ts'
import { brokerError, type KafkaError } from '../errors/kafka-error.ts'

/** What is wrong with a topic, if waiting will not help: it must not be read, or cannot exist. */
export function topicProblem({ topics }: MetadataSnapshot): KafkaError | undefined {
  for (const { name, errorCode } of topics.values()) {
    const isFatal =
      errorCode === ErrorCode.topicAuthorizationFailed ||
      errorCode === ErrorCode.invalidTopicException
    if (isFatal) return brokerError(errorCode, `read topic ${name}`)
  }
  return undefined
}
