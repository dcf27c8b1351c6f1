import { ErrorCode, type FetchResponseDraft } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import { LeaderHints } from '../partitions/leader-hint.ts'
import type { FetchConclusion } from './fetch-session-cache.ts'
import type { FetchTarget, PartitionAnswer } from './fetch-target.ts'
import type { RoundAnswer } from './read-answers.ts'

type TopicAnswer = FetchResponseDraft['responses'][number]

const leaderHintsSince = 16

/** Puts answers into a response, topic by topic as long as their order allows it. */
export function fetchResponse(
  context: RequestContext,
  conclusion: FetchConclusion<RoundAnswer>,
): Omit<FetchResponseDraft, 'throttleTimeMs'> {
  const { errorCode, sessionId } = conclusion
  const hints = new LeaderHints(context, leaderHintsSince)
  const responses = groupByTopic(conclusion.fetched, (fetched) =>
    adaptToVersion(context, fetched, hints),
  )
  return { errorCode, sessionId, responses, nodeEndpoints: hints.endpoints }
}

function groupByTopic(
  fetched: readonly RoundAnswer[],
  answerOf: (fetched: RoundAnswer) => PartitionAnswer,
): TopicAnswer[] {
  const topics: TopicAnswer[] = []
  let partitions: PartitionAnswer[] = []
  let previous: FetchTarget | undefined
  for (const one of fetched) {
    const { target } = one
    if (previous?.topicId !== target.topicId || previous.topic !== target.topic) {
      partitions = []
      topics.push({ topic: target.topic ?? '', topicId: target.topicId, partitions })
    }
    partitions.push(answerOf(one))
    previous = target
  }
  return topics
}

/** Up to v5 clients do not know the storage error, and would give up; this makes them retry. */
function adaptToVersion(
  context: RequestContext,
  { answer, leader }: RoundAnswer,
  hints: LeaderHints,
): PartitionAnswer {
  if (answer.errorCode === ErrorCode.kafkaStorageError && context.apiVersion <= 5) {
    return { ...answer, errorCode: ErrorCode.notLeaderOrFollower }
  }
  if (leader === undefined) return answer
  return { ...answer, currentLeader: hints.pointTo(leader) }
}
