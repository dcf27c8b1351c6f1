import type { PartitionAssignor } from '../partition-assignor.ts'
import { shareStickily } from './share-stickily.ts'
import { claimInUserData, stickyUserData } from './sticky-user-data.ts'

/** Even, and moves as little as possible; everybody gives back everything meanwhile. */
export const stickyAssignor: PartitionAssignor = {
  name: 'sticky',
  protocols: ['eager'],
  subscriptionUserData: (_topics, last) => (last.generationId < 0 ? null : stickyUserData(last)),
  assign: (group) => {
    const { assigned } = shareStickily(group, ({ userData }) => claimInUserData(userData))
    return new Map(Array.from(assigned, ([memberId, partitions]) => [memberId, { partitions }]))
  },
}
