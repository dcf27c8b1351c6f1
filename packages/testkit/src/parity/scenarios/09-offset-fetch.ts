import { ApiKey, type OffsetFetchRequestDraft } from '@barnabus/protocol'

import { untilCoordinated } from '../group-coordinator.ts'
import { scenariosOf, type Play } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { StageTopic } from '../stage-topics.ts'

type Fetching = Stage<typeof ApiKey.OffsetFetch>

const allSince = 2
const severalGroupsSince = 8
const topicIdsSince = 10

function told(
  play: (stage: Fetching, topic: StageTopic) => Promise<void>,
): Play<typeof ApiKey.OffsetFetch> {
  return async (stage) => {
    await untilCoordinated(stage, stage.name('group'))
    const topic = await stage.topic({ partitions: 3 })
    await stage.quietly(ApiKey.OffsetCommit, 8, {
      groupId: stage.name('group'),
      memberId: '',
      topics: [
        {
          name: topic.name,
          partitions: [{ partitionIndex: 1, committedOffset: 5n, committedMetadata: 'here' }],
        },
      ],
    })
    await play(stage, topic)
  }
}

/** Asks for partitions of a topic, or for everything, in the form that the version has. */
function request(
  stage: Fetching,
  topic: StageTopic | null,
  groupId: string,
): OffsetFetchRequestDraft {
  const partitionIndexes = [0, 1, 7]
  const { version } = stage
  if (version < severalGroupsSince) {
    const topics = topic === null ? null : [{ name: topic.name, partitionIndexes }]
    return { groupId, topics }
  }
  const named = version >= topicIdsSince ? { topicId: topic?.id } : { name: topic?.name }
  const topics = topic === null ? null : [{ ...named, partitionIndexes }]
  return { groups: [{ groupId, topics }] } as OffsetFetchRequestDraft
}

export const offsetFetch = scenariosOf(ApiKey.OffsetFetch, {
  'what was committed, and what was not': told(async (stage, topic) => {
    await stage.ask(request(stage, topic, stage.name('group')))
  }),
  'a group that does not exist': told(async (stage, topic) => {
    await stage.ask(request(stage, topic, stage.name('nobody')))
  }),
  everything: {
    since: allSince,
    play: told(async (stage) => {
      await stage.ask(request(stage, null, stage.name('group')))
      await stage.ask(request(stage, null, stage.name('nobody')))
    }),
  },
  'after the topic is gone': told(async (stage, topic) => {
    await stage.quietly(ApiKey.DeleteTopics, 5, { topicNames: [topic.name], timeoutMs: 10_000 })
    await stage.settle()
    await stage.until(
      ApiKey.OffsetFetch,
      7,
      { groupId: stage.name('group'), topics: null },
      ({ topics }) => topics.length === 0,
    )
    await stage.ask(request(stage, topic, stage.name('group')))
  }),
})
