import type { Cluster } from '../cluster/cluster.ts'
import { ClassicMember } from './classic/classic-member.ts'
import { ConsumerMember } from './consumer-protocol/consumer-member.ts'
import type { GroupMember } from './group-member.ts'
import type { MemberOptions } from './member-options.ts'
import type { MembershipSettings } from './membership-settings.ts'

/**
 * A member-to-be of the group that the settings name, in the protocol of `group.protocol`. It joins
 * when it is subscribed. Throws INVALID_CONFIG where settings contradict each other.
 */
export function createGroupMember(
  cluster: Cluster,
  settings: MembershipSettings,
  options: MemberOptions,
): GroupMember {
  return settings['group.protocol'] === 'consumer'
    ? new ConsumerMember(cluster, settings, options)
    : new ClassicMember(cluster, settings, options)
}
