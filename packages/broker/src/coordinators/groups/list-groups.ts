import type { ListGroupsResponse } from '@barnabus/protocol'

import { ClassicGroup } from '../classic-groups/classic-group.ts'
import type { Group } from './group-state.ts'

type ListedGroup = ListGroupsResponse['groups'][number]

/** Which groups are asked for; without names of states or types: all. Case does not matter. */
export interface GroupFilter {
  readonly statesFilter: readonly string[]
  readonly typesFilter: readonly string[]
}

/** The groups that the filter lets through, as ListGroups shows them. */
export function listGroups(
  groups: Iterable<Group>,
  { statesFilter, typesFilter }: GroupFilter,
): ListedGroup[] {
  const states = new Set(statesFilter.map((name) => name.trim().toLowerCase()))
  const types = new Set(typesFilter.map((name) => name.trim().toLowerCase()))
  const listed: ListedGroup[] = []
  for (const group of groups) {
    const one = listedGroup(group)
    const isState = states.size === 0 || states.has(one.groupState.toLowerCase())
    const isType = types.size === 0 || types.has(one.groupType)
    if (isState && isType) listed.push(one)
  }
  return listed
}

function listedGroup(group: Group): ListedGroup {
  const { groupId, state: groupState } = group
  if (group instanceof ClassicGroup) {
    return { groupId, protocolType: group.protocolType ?? '', groupState, groupType: 'classic' }
  }
  return { groupId, protocolType: 'consumer', groupState, groupType: 'consumer' }
}
