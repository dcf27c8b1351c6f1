import { ApiKey, type OffsetCommitRequestDraft } from '@barnabus/protocol'

import { groupOfOne, ofClassicGroup } from '../classic-members.ts'
import { scenariosOf, type Particular } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { StageTopic } from '../stage-topics.ts'

type Committing = Stage<typeof ApiKey.OffsetCommit>
type Committed = OffsetCommitRequestDraft['topics'][number]

const topicIdsSince = 10

function told(
  play: (stage: Committing, topic: StageTopic) => Promise<void>,
): Particular<typeof ApiKey.OffsetCommit> {
  return ofClassicGroup(async (stage) => {
    await play(stage, await stage.topic({ partitions: 2 }))
    const groups = [{ groupId: stage.name('group'), topics: null }]
    await stage.send(ApiKey.OffsetFetch, 8, { groups })
  })
}

/** A topic of a commit, named as the version wants it. */
function of(stage: Committing, { name, id }: StageTopic, partitionIndex = 0): Committed {
  const partitions = [{ partitionIndex, committedOffset: 5n, committedMetadata: 'here' }]
  return stage.version >= topicIdsSince ? { topicId: id, partitions } : { name, partitions }
}

function request(
  stage: Committing,
  topics: readonly Committed[],
  more: Partial<OffsetCommitRequestDraft> = {},
): OffsetCommitRequestDraft {
  return { groupId: stage.name('group'), memberId: '', topics, ...more }
}

export const offsetCommit = scenariosOf(ApiKey.OffsetCommit, {
  'without a group': told(async (stage, topic) => {
    await stage.ask(request(stage, [of(stage, topic)]))
  }),
  'partitions that do not exist': told(async (stage, topic) => {
    await stage.ask(request(stage, [of(stage, topic, 7), of(stage, topic, 1)]))
  }),
  'metadata that is too long': told(async (stage, topic) => {
    const committedMetadata = 'x'.repeat(4097)
    const partitions = [{ partitionIndex: 0, committedOffset: 1n, committedMetadata }]
    await stage.ask(request(stage, [{ ...of(stage, topic), partitions }]))
  }),
  'metadata that is null': told(async (stage, topic) => {
    const partitions = [{ partitionIndex: 0, committedOffset: 1n, committedMetadata: null }]
    await stage.ask(request(stage, [{ ...of(stage, topic), partitions }]))
  }),
  'nothing at all': told(async (stage) => void (await stage.ask(request(stage, [])))),
  'a generation of no group': told(async (stage, topic) => {
    const late = { memberId: 'somebody', generationIdOrMemberEpoch: 3 }
    await stage.ask(request(stage, [of(stage, topic)], late))
  }),
  'members and strangers': told(async (stage, topic) => {
    const { memberId, generationId } = await groupOfOne(stage)
    const topics = [of(stage, topic)]
    for (const who of [
      { memberId, generationIdOrMemberEpoch: generationId },
      { memberId, generationIdOrMemberEpoch: generationId + 1 },
      { memberId, generationIdOrMemberEpoch: generationId - 1 },
      { memberId: 'somebody', generationIdOrMemberEpoch: generationId },
      { memberId: '', generationIdOrMemberEpoch: -1 },
      { memberId, generationIdOrMemberEpoch: -1 },
    ]) {
      await stage.ask(request(stage, topics, who))
    }
  }),
})
