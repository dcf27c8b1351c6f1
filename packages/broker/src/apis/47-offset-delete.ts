import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { deleteOffsets, type DeleteAnswer } from '../coordinators/offsets/delete-offsets.ts'
import { defineApi, type Answer, type RequestContext } from '../define-api.ts'
import type { OffsetDeleteRequest } from '@barnabus/protocol'

/**
 * OffsetDelete (47), v0: makes a group forget offsets, but for topics that its members read.
 */
export const offsetDelete = defineApi({
  key: ApiKey.OffsetDelete,

  async handle(context, request) {
    if (request.groupId === '') return failed(ErrorCode.invalidGroupId)
    const { broker, node } = context
    const found = await broker.groups.shardFor(request.groupId, node.id)
    if (found.kind === 'refused') return failed(found.errorCode)
    const { unknown, known } = splitTopics(context, request)
    const answer = await found.shard.decide(
      request.groupId,
      (state) => deleteOffsets(state, { groupId: request.groupId, topics: known }),
      { refused: failed },
    )
    if (answer.errorCode !== ErrorCode.none) return failed(answer.errorCode)
    return { ...answer, topics: [...unknown, ...answer.topics] }
  },
})

function failed(errorCode: ErrorCode): DeleteAnswer & Answer<typeof ApiKey.OffsetDelete> {
  return { errorCode, topics: [] }
}

/** Topics that do not exist have no offsets: those went with them. */
function splitTopics(
  { broker }: RequestContext,
  { topics }: OffsetDeleteRequest,
): { readonly unknown: DeleteAnswer['topics']; readonly known: OffsetDeleteRequest['topics'] } {
  const exists = (name: string): boolean => broker.metadata.image.topics.has(name)
  const unknown = topics
    .filter(({ name }) => !exists(name))
    .map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: ErrorCode.unknownTopicOrPartition,
      })),
    }))
  return { unknown, known: topics.filter(({ name }) => exists(name)) }
}
