import { ok } from 'node:assert/strict'

import { ApiKey } from '@barnabus/protocol'
import { RawConnection, TestCluster, writeValues } from '@barnabus/testkit'

import { Producer } from '../../producer/producer.ts'
import { Consumer } from '../consumer.ts'
import type { ConsumerSettings } from '../consumer-settings.ts'
import type { ConsumerRecord } from '../records/consumer-record.ts'

/** Both protocols in which groups share out partitions. */
export const groupProtocols = ['classic', 'consumer'] as const

/** A cluster, and what tests of consumers in groups of one protocol do with it. */
export class GroupCluster {
  readonly kafka: TestCluster
  readonly #protocol: (typeof groupProtocols)[number]

  private constructor(kafka: TestCluster, protocol: (typeof groupProtocols)[number]) {
    this.kafka = kafka
    this.#protocol = protocol
  }

  static async start(protocol: (typeof groupProtocols)[number]): Promise<GroupCluster> {
    return new GroupCluster(await TestCluster.start(), protocol)
  }

  /** Of a consumer that gets one record with each poll, and commits when it is told to. */
  settingsOf(group: string, settings: ConsumerSettings = {}): ConsumerSettings {
    return {
      ...this.kafka.settings,
      'group.id': group,
      'group.protocol': this.#protocol,
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
      'max.poll.records': 1,
      'fetch.max.wait.ms': 20,
      ...settings,
    }
  }

  transactionalProducer(): Producer {
    const id = this.kafka.name('id')
    return new Producer({ ...this.kafka.settings, 'transactional.id': id, 'linger.ms': 0 })
  }

  /** A topic with one partition, and these values in it. */
  async topicWith(...values: readonly string[]): Promise<string> {
    const topic = await this.kafka.makeTopic('shared')
    await writeValues(this.kafka, { topic, partition: 0 }, values)
    return topic
  }

  async committedOf(group: string, topic: string): Promise<bigint | undefined> {
    await using observer = new Consumer({ ...this.kafka.settings, 'group.id': group })
    const [committed] = await observer.committed([{ topic, partition: 0 }])
    return committed?.offset
  }

  async untilCommitted(group: string, topic: string, offset: bigint): Promise<void> {
    for (;;) {
      const found = await this.committedOf(group, topic)
      if (found === offset) return
      ok(found === undefined || found < offset, `${found} is committed`)
    }
  }

  /** Makes the group forget a member, as if it had left by itself. */
  async expel(consumer: Consumer): Promise<void> {
    const { groupId, memberId } = consumer.groupMetadata
    const any = await RawConnection.open(this.kafka.bootstrapServers.split(',')[0]!)
    const { host, port } = await any.send(ApiKey.FindCoordinator, 3, { key: groupId, keyType: 0 })
    any.close()
    const coordinator = await RawConnection.open(`${host}:${port}`)
    const described = await coordinator.send(ApiKey.DescribeGroups, 5, { groups: [groupId] })
    if (described.groups[0]?.members.some((member) => member.memberId === memberId) === true) {
      await coordinator.send(ApiKey.LeaveGroup, 5, { groupId, members: [{ memberId }] })
    } else {
      await coordinator.send(ApiKey.ConsumerGroupHeartbeat, 1, {
        ...{ groupId, memberId, memberEpoch: -1, rebalanceTimeoutMs: -1 },
        ...{ subscribedTopicNames: null, topicPartitions: null },
      })
    }
    coordinator.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kafka[Symbol.asyncDispose]()
  }
}

/** The value of the record that comes next. */
export async function next(consumer: Consumer): Promise<string> {
  return String((await nextOf(consumer)).value)
}

/** The record that comes next. */
export async function nextOf(consumer: Consumer): Promise<ConsumerRecord> {
  const [record] = await consumer.poll({ timeoutMs: 30_000 })
  ok(record !== undefined, 'a record comes')
  return record
}
