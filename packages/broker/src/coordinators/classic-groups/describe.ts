import { ErrorCode, type DescribeGroupsResponseDraft } from '@barnabus/protocol'

import type { ClassicGroup } from './classic-group.ts'
import { metadataFor, type ClassicMember } from './classic-member.ts'

/** A group as DescribeGroups shows it. */
export type DescribedGroup = DescribeGroupsResponseDraft['groups'][number]

const nothing = new Uint8Array()

/** What the members read is shown only while that holds; what each has, until it is taken away. */
export function describeClassicGroup(group: ClassicGroup): DescribedGroup {
  const { groupId, state, protocolType, protocolName } = group
  const isStable = state === 'Stable'
  return {
    errorCode: ErrorCode.none,
    groupId,
    groupState: state,
    protocolType: protocolType ?? '',
    protocolData: isStable ? (protocolName ?? '') : '',
    members: Array.from(group.members.values(), (member) => ({
      ...identityOf(member),
      memberMetadata: isStable ? metadataFor(member, protocolName) : nothing,
      memberAssignment: member.assignment,
    })),
  }
}

function identityOf({ memberId, instanceId, clientId, clientHost }: ClassicMember): {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
} {
  return { memberId, groupInstanceId: instanceId, clientId, clientHost }
}
