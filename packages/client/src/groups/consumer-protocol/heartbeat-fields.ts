import type { ConsumerGroupHeartbeatRequestDraft } from '@barnabus/protocol'

import type { MembershipSettings } from '../membership-settings.ts'
import type { IdAssignment } from './id-assignment.ts'

/** What a member says of itself, beside who it is. */
export interface MemberWish {
  readonly topics: readonly string[]
  /** '': none. */
  readonly brokerPattern: string
  /** The same object as long as nothing has to be acknowledged. */
  readonly owned: IdAssignment
}

type Fields = Pick<
  ConsumerGroupHeartbeatRequestDraft,
  | 'instanceId'
  | 'rackId'
  | 'rebalanceTimeoutMs'
  | 'serverAssignor'
  | 'subscribedTopicNames'
  | 'subscribedTopicRegex'
  | 'topicPartitions'
>

/**
 * Which fields a heartbeat needs: all of them in the first, and again after one may have got lost;
 * otherwise only what is not as the coordinator knows it.
 */
export class HeartbeatFields {
  readonly #settings: MembershipSettings
  #told: MemberWish | undefined

  constructor(settings: MembershipSettings) {
    this.#settings = settings
  }

  /** Nobody knows what the coordinator knows: the next heartbeat says everything. */
  reset(): void {
    this.#told = undefined
  }

  /** The fields of the next heartbeat, which is taken to arrive. */
  next(wish: MemberWish): Fields {
    const told = this.#told
    this.#told = wish
    const instanceId = this.#settings['group.instance.id'] || null
    if (told === undefined) return { instanceId, ...this.#everything(wish) }
    return {
      instanceId,
      ...(told.topics.join() !== wish.topics.join() && { subscribedTopicNames: wish.topics }),
      ...(told.brokerPattern !== wish.brokerPattern && {
        subscribedTopicRegex: wish.brokerPattern,
      }),
      ...(told.owned !== wish.owned && { topicPartitions: wish.owned }),
    }
  }

  #everything({ topics, brokerPattern, owned }: MemberWish): Fields {
    return {
      rackId: this.#settings['client.rack'] || null,
      rebalanceTimeoutMs: this.#settings['max.poll.interval.ms'],
      serverAssignor: this.#settings['group.remote.assignor'] || null,
      subscribedTopicNames: topics,
      subscribedTopicRegex: brokerPattern === '' ? null : brokerPattern,
      topicPartitions: owned,
    }
  }
}
