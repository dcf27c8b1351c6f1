import { ApiKey, ErrorCode, zeroUuid, type OffsetFetchRequest, type Uuid } from '@barnabus/protocol'

import {
  fetchAllOffsets,
  fetchFault,
  fetchOffsets,
  neverCommitted,
  type AskedTopic,
  type FetchedTopic,
} from '../coordinators/offsets/fetch-offsets.ts'
import { defineApi, type Answer, type RequestContext } from '../define-api.ts'

const groupErrorSince = 2 // Before, an error has a place with each partition only.
const severalGroupsSince = 8
const topicIdsSince = 10

/**
 * OffsetFetch (9), v1-10: tells how far a group has come; -1, without an error, where it never
 * committed.
 *
 * Only what is on disk is told. v2 asks for everything with null and has an error for the whole
 * group, v7 waits for transactions, v8 asks for several groups, v9 checks the member that asks,
 * v10 names topics by their ids. v6 is flexible.
 */
export const offsetFetch = defineApi({
  key: ApiKey.OffsetFetch,

  async handle(context, request) {
    const { groupId, requireStable } = request
    if (context.apiVersion >= severalGroupsSince) {
      const asked = request.groups.map((group) => ({ ...group, requireStable }))
      return { groups: await Promise.all(asked.map((group) => answer(context, group))) }
    }
    const topics = request.topics?.map((topic) => ({ ...topic, topicId: zeroUuid })) ?? null
    const asked = { groupId, memberId: null, memberEpoch: -1, topics, requireStable }
    return oldAnswer(context, asked, await answer(context, asked))
  },
})

type AskedGroup = OffsetFetchRequest['groups'][number] & { readonly requireStable: boolean }

interface GroupAnswer {
  readonly groupId: string
  readonly topics: readonly FetchedTopic[]
  readonly errorCode: ErrorCode
}

async function answer(context: RequestContext, asked: AskedGroup): Promise<GroupAnswer> {
  const { broker, node } = context
  const { groupId } = asked
  const found = await broker.groups.shardFor(groupId, node.id)
  if (found.kind === 'refused') return { groupId, topics: [], errorCode: found.errorCode }
  const { state } = found.shard
  const errorCode = fetchFault(state, asked)
  const topics = errorCode === ErrorCode.none ? offsetsOf(context, asked) : undefined
  const fetched = topics?.(state)
  await found.shard.durable(groupId)
  return { groupId, topics: fetched ?? [], errorCode }
}

/** Looks the offsets up, and leaves out or marks the topics that the answer has no name for. */
function offsetsOf(
  context: RequestContext,
  asked: AskedGroup,
): (state: Parameters<typeof fetchOffsets>[0]) => FetchedTopic[] {
  const { image } = context.broker.metadata
  const byId = context.apiVersion >= topicIdsSince
  const { topics } = asked
  if (topics === null) {
    return (state) => {
      const all = fetchAllOffsets(state, asked)
      if (!byId) return all
      return all.flatMap((topic) => {
        const id = image.topics.get(topic.name)?.id
        return id === undefined ? [] : [{ ...topic, topicId: id }]
      })
    }
  }
  if (!byId) return (state) => fetchOffsets(state, asked, topics.map(named))
  const nameOf = (id: Uuid): string | undefined => image.topicById(id)?.name
  return (state) =>
    topics.map((topic) => {
      const name = nameOf(topic.topicId)
      if (name === undefined) return unknownTopic(topic)
      return fetchOffsets(state, asked, [{ ...topic, name }])[0]!
    })
}

function named({ name, partitionIndexes }: AskedTopic): AskedTopic {
  return { name, topicId: zeroUuid, partitionIndexes }
}

function unknownTopic({ name, topicId, partitionIndexes }: AskedTopic): FetchedTopic {
  const partitions = partitionIndexes.map((index) =>
    neverCommitted(index, ErrorCode.unknownTopicId),
  )
  return { name, topicId, partitions }
}

function oldAnswer(
  { apiVersion }: RequestContext,
  { topics: asked }: AskedGroup,
  { topics, errorCode }: GroupAnswer,
): Answer<typeof ApiKey.OffsetFetch> {
  if (errorCode === ErrorCode.none || apiVersion >= groupErrorSince)
    return withNames(topics, errorCode)
  const failed = (asked ?? []).map(({ name, topicId, partitionIndexes }) => ({
    ...{ name, topicId },
    partitions: partitionIndexes.map((index) => neverCommitted(index, errorCode)),
  }))
  return withNames(failed, ErrorCode.none)
}

function withNames(
  topics: GroupAnswer['topics'],
  errorCode: ErrorCode,
): Answer<typeof ApiKey.OffsetFetch> {
  return { topics: topics.map(({ name, partitions }) => ({ name, partitions })), errorCode }
}
