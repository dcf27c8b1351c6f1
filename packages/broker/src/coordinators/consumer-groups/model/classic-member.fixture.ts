import {
  consumerProtocolSubscription,
  ErrorCode,
  Writer,
  type JoinGroupResponseDraft,
  type SyncGroupRequest,
  type Uuid,
} from '@barnabus/protocol'

import {
  readAssignment,
  readSubscription,
  writeAssignment,
} from '../migration/embedded-protocol.ts'
import { beat, join, leave, sync } from './classic-door.fixture.ts'
import { ModelMember } from './model-member.fixture.ts'
import { groupId } from './model-world.fixture.ts'

type Assignments = SyncGroupRequest['assignments']

const noMemberId = ''

/** A client of the classic protocol, of the eager kind, in a group of whichever protocol. */
export class ClassicMember extends ModelMember {
  #next: 'join' | 'sync' | 'heartbeat' = 'join'
  #toldTopics: readonly string[] = []
  /** The topics as they were when it divided them; undefined if it does not lead. */
  #dividedVersion: number | undefined
  /** What it says who does what, if it leads. */
  #assignments: Assignments = []

  /** It waits for JoinGroup and SyncGroup as long as it takes. */
  override step(): void {
    if (!this.isWaiting) super.step()
  }

  /** A generation is on disk when SyncGroup is answered. */
  override get isSettled(): boolean {
    return this.#next === 'heartbeat'
  }

  protected override async send(): Promise<() => void> {
    const hasChanged = this.#toldTopics !== this.topics
    const mustDivide =
      this.#dividedVersion !== undefined && this.#dividedVersion !== this.world.topics.version
    if (hasChanged || mustDivide) this.#next = 'join'
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
    this.memberId = noMemberId
    this.#dividedVersion = undefined
    this.#next = 'join'
  }

  /** Says goodbye. */
  leave(): void {
    leave(this.world, this.memberId)
    this.loseAnswer()
    this.fall()
  }

  async #join(): Promise<() => void> {
    this.own([]) // The eager kind owns nothing while it rejoins.
    const { topics } = this
    const answer = await join(this.world, {
      ...{ groupId, memberId: this.memberId, sessionTimeoutMs: 45_000, rebalanceTimeoutMs: 60_000 },
      ...{ groupInstanceId: null, protocolType: 'consumer', reason: null },
      protocols: [{ name: 'range', metadata: subscription(topics) }],
    })
    return () => {
      if (answer.errorCode === ErrorCode.rebalanceInProgress) return
      if (answer.errorCode !== ErrorCode.none) return this.fall()
      this.memberId = answer.memberId
      this.epoch = answer.generationId ?? -1
      this.#toldTopics = topics
      const leads = answer.leader === answer.memberId
      this.#assignments = leads ? this.#divide(answer) : []
      this.#dividedVersion = leads ? this.world.topics.version : undefined
      this.#next = 'sync'
    }
  }

  async #sync(): Promise<() => void> {
    const answer = await sync(this.world, {
      ...{ groupId, memberId: this.memberId, generationId: this.epoch, groupInstanceId: null },
      ...{ protocolType: 'consumer', protocolName: 'range', assignments: this.#assignments },
    })
    return () => {
      if (this.isFallen(answer.errorCode)) return this.fall()
      this.#next = answer.errorCode === ErrorCode.none ? 'heartbeat' : 'join'
      if (this.#next === 'heartbeat') this.own(this.#assigned(answer.assignment as Uint8Array))
    }
  }

  async #heartbeat(): Promise<() => void> {
    const errorCode = await beat(this.world, {
      ...{ groupId, memberId: this.memberId, generationId: this.epoch, groupInstanceId: null },
    })
    return () => {
      if (this.isFallen(errorCode)) this.fall()
      else if (errorCode === ErrorCode.rebalanceInProgress) this.#next = 'join'
    }
  }

  /** Partition by partition to those who subscribed to the topic, in turn. */
  #divide({ members }: JoinGroupResponseDraft): Assignments {
    const all = members.map(({ memberId, metadata }) => {
      const topics = readSubscription(metadata as Uint8Array)?.topics ?? []
      return { memberId, topics, partitions: new Map<string, number[]>() }
    })
    for (const name of this.world.topics.names()) {
      const subscribers = all.filter(({ topics }) => topics.includes(name))
      const count = this.world.topics.byName(name)?.partitionCount ?? 0
      for (let partition = 0; partition < count && subscribers.length > 0; partition += 1) {
        const one = subscribers[partition % subscribers.length]
        one?.partitions.set(name, [...(one.partitions.get(name) ?? []), partition])
      }
    }
    return all.map(({ memberId, topics, partitions }) => {
      const listed = Array.from(partitions, ([topic, numbers]) => ({ topic, partitions: numbers }))
      return { memberId, assignment: writeAssignment(listed, subscription(topics)) }
    })
  }

  #assigned(bytes: Uint8Array): readonly { topicId: Uuid; partitions: readonly number[] }[] {
    const assignment = readAssignment(bytes)?.assignedPartitions ?? []
    return assignment.flatMap(({ topic, partitions }) => {
      const topicId = this.world.topics.byName(topic)?.id
      return topicId === undefined ? [] : [{ topicId, partitions }]
    })
  }
}

function subscription(topics: readonly string[]): Uint8Array {
  const writer = new Writer()
  writer.int16(1)
  consumerProtocolSubscription.encode(writer, { topics, userData: null, ownedPartitions: [] }, 1)
  return Buffer.concat(writer.finish())
}
