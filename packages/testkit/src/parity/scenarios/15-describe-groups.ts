import { ApiKey } from '@barnabus/protocol'

import { classicSettings, groupOfOne } from '../classic-members.ts'
import { untilCoordinated } from '../group-coordinator.ts'
import { scenariosOf, type Play } from '../scenario.ts'
import type { Stage } from '../stage.ts'

/** A group with a member, one with offsets only, and one that does not exist. */
async function threeGroups(stage: Stage): Promise<readonly string[]> {
  const names = ['group', 'idle', 'nobody'].map((suffix) => stage.name(suffix))
  for (const name of names) await untilCoordinated(stage, name)
  await groupOfOne(stage)
  const topic = await stage.topic()
  const partitions = [{ partitionIndex: 0, committedOffset: 5n, committedMetadata: '' }]
  await stage.quietly(ApiKey.OffsetCommit, 8, {
    groupId: stage.name('idle'),
    memberId: '',
    topics: [{ name: topic.name, partitions }],
  })
  return names
}

const settings = classicSettings

const describe: Play<typeof ApiKey.DescribeGroups> = async (stage) => {
  const groups = await threeGroups(stage)
  const includeAuthorizedOperations = stage.version >= 3
  await stage.ask({ groups, includeAuthorizedOperations })
  await stage.ask({ groups: [], includeAuthorizedOperations: false })
}

const list: Play<typeof ApiKey.ListGroups> = async (stage) => {
  await threeGroups(stage)
  await stage.ask({})
  if (stage.version < 4) return
  for (const state of ['Stable', 'empty', 'Dead', 'nonsense']) {
    await stage.ask({ statesFilter: [state] })
  }
  if (stage.version < 5) return
  for (const type of ['classic', 'Consumer', 'nonsense']) await stage.ask({ typesFilter: [type] })
}

const remove: Play<typeof ApiKey.DeleteGroups> = async (stage) => {
  const groupsNames = await threeGroups(stage)
  await stage.ask({ groupsNames })
  await stage.ask({ groupsNames })
  await stage.send(ApiKey.DescribeGroups, 6, { groups: groupsNames })
}

const forget: Play<typeof ApiKey.OffsetDelete> = async (stage) => {
  const names = await threeGroups(stage)
  const partitions = [{ partitionIndex: 0 }, { partitionIndex: 9 }]
  for (const groupId of [...names, '']) {
    const topics = [stage.name('topic'), 't', 'nowhere'].map((name) => ({ name, partitions }))
    await stage.ask({ groupId, topics })
  }
}

/** What administrators ask about groups. */
export const groupsAdministration = [
  ...scenariosOf(ApiKey.DescribeGroups, { 'groups of all kinds': { settings, play: describe } }),
  ...scenariosOf(ApiKey.ListGroups, {
    'by state and type': { settings, alone: true, play: list },
  }),
  ...scenariosOf(ApiKey.DeleteGroups, { 'groups of all kinds': { settings, play: remove } }),
  ...scenariosOf(ApiKey.OffsetDelete, { 'groups of all kinds': { settings, play: forget } }),
]
