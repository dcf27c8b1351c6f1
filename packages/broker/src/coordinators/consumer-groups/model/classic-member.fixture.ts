import { consumerProtocolSubscription, ErrorCode, Writer, type Uuid } from '@barnabus/protocol'

import { consumerGroupIn } from '../consumer-group-coordinator.ts'
import {
  heartbeatConsumerGroup,
  joinConsumerGroup,
  leaveConsumerGroup,
  syncConsumerGroup,
} from '../migration/classic-members.ts'
import { readAssignment } from '../migration/embedded-protocol.ts'
import { ModelMember } from './model-member.fixture.ts'
import { groupId } from './model-world.fixture.ts'

const client = { clientId: 'classic', clientHost: '/127.0.0.1' }
const nothingToDo = (): void => undefined

/** A client of the classic protocol, cooperative, in a group of the consumer protocol. */
export class ClassicMember extends ModelMember {
  #next: 'join' | 'sync' | 'heartbeat' = 'join'
  #knows = false
  #toldTopics: readonly string[] = []

  protected override async send(): Promise<() => void> {
    const group = consumerGroupIn(this.world.shard, groupId)
    if (group === undefined || group.isEmpty) return nothingToDo // Another coordinator’s business.
    if (this.#toldTopics !== this.topics) this.#next = 'join'
    switch (this.#next) {
      case 'join':
        return await this.#join()
      case 'sync':
        return await this.#sync()
      case 'heartbeat':
        return await this.#heartbeat()
    }
  }

  protected override fall(): void {
    super.fall()
    this.#next = 'join'
  }

  /** After JoinGroup it does not know what it has, until SyncGroup says so. */
  override owns(topicId: Uuid, partition: number): boolean {
    return this.#knows && super.owns(topicId, partition)
  }

  /** While it rejoins, a consumer of the classic protocol commits nothing. */
  override process(): void {
    if (this.#knows && this.#next === 'heartbeat') super.process()
  }

  /** Says goodbye. */
  leave(): void {
    const { coordinator, shard } = this.world
    const leaving = [{ memberId: this.memberId, groupInstanceId: null }]
    void leaveConsumerGroup(coordinator, shard, { groupId, leaving, apiVersion: 5 })
    this.loseAnswer()
    this.fall()
  }

  async #join(): Promise<() => void> {
    const { coordinator, shard } = this.world
    const request = {
      ...{ groupId, memberId: this.memberId, sessionTimeoutMs: 45_000, rebalanceTimeoutMs: 60_000 },
      ...{ groupInstanceId: null, protocolType: 'consumer', reason: null },
      protocols: [{ name: 'cooperative-sticky', metadata: this.#subscription() }],
    }
    const { topics } = this
    const join = { request, apiVersion: 9, client, newMemberId: this.memberId }
    const { errorCode, generationId = -1 } = await joinConsumerGroup(coordinator, shard, join)
    return () => {
      if (errorCode !== ErrorCode.none) return this.fall()
      this.epoch = generationId
      this.#toldTopics = topics
      this.#knows = false
      this.#next = 'sync'
    }
  }

  async #sync(): Promise<() => void> {
    const { coordinator, shard } = this.world
    const answer = await syncConsumerGroup(coordinator, shard, {
      ...{ groupId, memberId: this.memberId, generationId: this.epoch, groupInstanceId: null },
      ...{ protocolType: 'consumer', protocolName: 'cooperative-sticky', assignments: [] },
    })
    return () => {
      if (this.isFallen(answer.errorCode as ErrorCode)) return this.fall()
      if (answer.errorCode !== ErrorCode.none) {
        this.#next = 'join'
        return
      }
      this.#next = 'heartbeat'
      this.#knows = true
      // A member that was removed may join with its old id, and is not told: it knows no better.
      this.forgetPositions()
      this.own(this.#assigned(answer.assignment as Uint8Array))
    }
  }

  async #heartbeat(): Promise<() => void> {
    const { coordinator, shard } = this.world
    const { errorCode } = await heartbeatConsumerGroup(coordinator, shard, {
      ...{ groupId, memberId: this.memberId, generationId: this.epoch, groupInstanceId: null },
    })
    return () => {
      if (this.isFallen(errorCode)) this.fall()
      else if (errorCode === ErrorCode.rebalanceInProgress) this.#next = 'join'
    }
  }

  #assigned(bytes: Uint8Array): readonly { topicId: Uuid; partitions: readonly number[] }[] {
    const assignment = readAssignment(bytes)?.assignedPartitions ?? []
    return assignment.flatMap(({ topic, partitions }) => {
      const topicId = this.world.topics.byName(topic)?.id
      return topicId === undefined ? [] : [{ topicId, partitions }]
    })
  }

  #subscription(): Uint8Array {
    const ownedPartitions = this.owned.flatMap(({ topicId, partitions }) => {
      const topic = this.world.topics.byId(topicId)?.name
      return topic === undefined ? [] : [{ topic, partitions }]
    })
    const writer = new Writer()
    writer.int16(1)
    const draft = { topics: this.topics, userData: null, ownedPartitions }
    consumerProtocolSubscription.encode(writer, draft, 1)
    return Buffer.concat(writer.finish())
  }
}
