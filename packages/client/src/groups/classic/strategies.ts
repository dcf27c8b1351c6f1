import { ErrorCode } from '@barnabus/protocol'

import { brokerError } from '../../errors/kafka-error.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { assignorsNamed, protocolOf } from '../assignors/built-in-assignors.ts'
import type {
  MemberAssignment,
  PartitionAssignor,
  RebalanceProtocol,
} from '../assignors/partition-assignor.ts'
import type { GroupMetadata } from '../group-member.ts'
import type { MembershipSettings } from '../membership-settings.ts'
import { noGeneration, type Generation } from './generation.ts'
import type { JoinProtocol } from './group-requests.ts'
import { subscriptionBytes } from './subscription-bytes.ts'

/** The strategies that a member knows, and what each of them remembers for it. */
export class Strategies {
  readonly protocol: RebalanceProtocol
  readonly #assignors: readonly PartitionAssignor[]
  readonly #rackId: string | undefined
  #last: { readonly partitions: readonly TopicPartition[]; readonly generationId: number } = {
    partitions: [],
    generationId: noGeneration.generationId,
  }

  /** Throws INVALID_CONFIG. */
  constructor(settings: MembershipSettings, own: readonly PartitionAssignor[]) {
    this.#assignors = assignorsNamed(settings['partition.assignment.strategy'], own)
    this.protocol = protocolOf(this.#assignors)
    this.#rackId = settings['client.rack'] || undefined
  }

  /** What the member says when it joins, in each of them. */
  offers(
    topics: readonly string[],
    ownedPartitions: readonly TopicPartition[],
    { generationId }: Generation,
  ): readonly JoinProtocol[] {
    return this.#assignors.map((assignor) => ({
      name: assignor.name,
      metadata: subscriptionBytes({
        topics,
        userData: assignor.subscriptionUserData?.(topics, this.#last) ?? null,
        ...{ ownedPartitions, generationId, rackId: this.#rackId },
      }),
    }))
  }

  /** The one that the coordinator chose. Throws INCONSISTENT_GROUP_PROTOCOL. */
  chosen({ protocolName }: Generation): PartitionAssignor {
    const assignor = this.#assignors.find(({ name }) => name === protocolName)
    if (assignor !== undefined) return assignor
    throw brokerError(ErrorCode.inconsistentGroupProtocol, `share out by "${protocolName}"`)
  }

  /** The member was given this in the generation. */
  assigned(assignment: MemberAssignment, generation: Generation, metadata: GroupMetadata): void {
    this.#last = { partitions: assignment.partitions, generationId: generation.generationId }
    this.chosen(generation).onAssignment?.(assignment, metadata)
  }
}
