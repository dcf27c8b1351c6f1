import type { ConsumerGroupHeartbeatRequest } from '@barnabus/protocol'

import { isRefusal } from '../refusal.ts'
import { ModelMember } from './model-member.fixture.ts'
import { groupId } from './model-world.fixture.ts'

/** A client of the consumer protocol. */
export class ConsumerMember extends ModelMember {
  /** Static members keep their place while they are away (KIP-345). */
  instanceId: string | null = null
  #toldTopics = ''
  #toldOwned = ''
  #unsure = false

  protected override async send(): Promise<() => void> {
    const joins = this.epoch === 0
    const topics = JSON.stringify(this.topics)
    const owned = JSON.stringify(this.owned)
    // Whoever does not know what became of its last request says everything again.
    const saysAll = joins || this.#unsure
    this.#unsure = true
    const request: ConsumerGroupHeartbeatRequest = {
      ...{ groupId, memberId: this.memberId, memberEpoch: this.epoch },
      ...{ instanceId: this.instanceId, rackId: null, serverAssignor: null },
      rebalanceTimeoutMs: saysAll ? 60_000 : -1,
      subscribedTopicNames: saysAll || topics !== this.#toldTopics ? this.topics : null,
      subscribedTopicRegex: null,
      topicPartitions: joins ? [] : saysAll || owned !== this.#toldOwned ? this.owned : null,
    }
    const answer = await this.ask(request)
    return () => {
      this.#unsure = false
      if (isRefusal(answer)) {
        if (this.isFallen(answer.errorCode)) this.fall()
        return
      }
      this.moveTo(answer.memberEpoch)
      this.#toldTopics = topics
      this.#toldOwned = owned
      if (answer.assignment !== null) this.own(answer.assignment.topicPartitions)
    }
  }

  /** Says goodbye: for good, or as a static member for a while. */
  leave(memberEpoch: -1 | -2): void {
    const request = {
      ...{ groupId, memberId: this.memberId, memberEpoch, instanceId: this.instanceId },
      ...{ rackId: null, serverAssignor: null, rebalanceTimeoutMs: -1 },
      ...{ subscribedTopicNames: null, subscribedTopicRegex: null, topicPartitions: null },
    }
    void this.ask(request)
    this.loseAnswer()
    this.fall()
  }

  private ask(
    request: ConsumerGroupHeartbeatRequest,
  ): ReturnType<ModelMember['world']['coordinator']['heartbeat']> {
    const { coordinator, shard } = this.world
    const client = { clientId: 'consumer', clientHost: '/127.0.0.1' }
    return coordinator.heartbeat(shard, { request, memberId: this.memberId, client })
  }
}
