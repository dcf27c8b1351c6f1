import { assert, type Logger } from '@barnabus/base'
import type { LogDirectory, PartitionId, PartitionLog } from '@barnabus/log'
import type { Uuid } from '@barnabus/protocol'

import type { LiveConfig } from '../config/live-config.ts'
import { topicLogSettings } from '../config/topic-log-settings.ts'
import type { Partitions } from '../partitions/partitions.ts'
import type { MetadataImage, TopicImage } from './image.ts'
import type { MetadataRecord, ReplicaIds } from './metadata-record.ts'
import type { MetadataFollower } from './metadata-store.ts'
import { isInternalTopic } from './topic-name.ts'

const opensAtOnce = 64 // More would only queue for the disk.

export interface PartitionFollowerOptions {
  readonly image: MetadataImage
  readonly logs: LogDirectory
  readonly partitions: Partitions
  readonly settings: LiveConfig
  readonly logger: Logger
}

interface WantedLog {
  readonly id: PartitionId
  readonly leaderId: number
  readonly configs: ReadonlyMap<string, string>
}

/** Opens the logs of the partitions that the metadata names, deletes those that it names no more. */
export class PartitionFollower implements MetadataFollower {
  readonly #options: PartitionFollowerOptions
  readonly #opened = new Map<Uuid, PartitionLog[]>() // For records that take effect next.
  readonly #deletions = new Map<string, Promise<void>>() // By topic name.

  constructor(options: PartitionFollowerOptions) {
    this.#options = options
  }

  /** After a start: opens all that the image names, and lets go of what belongs to nobody. */
  async openAll(): Promise<void> {
    const { image, logs } = this.#options
    await this.#open([...image.topics.values()].flatMap((topic) => wantedLogsOf(topic)))
    for (const topic of image.topics.values()) this.#serve(topic.id)
    await logs.finishRecovery({ deletedTopicIds: image.deletedTopicIds })
  }

  async prepare(records: readonly MetadataRecord[]): Promise<void> {
    const wanted = records.flatMap((record) => this.#wantedBy(record))
    if (wanted.length > 0) await this.#open(wanted)
  }

  applied(record: MetadataRecord): void {
    switch (record.kind) {
      case 'topic-created':
      case 'partitions-added':
        return this.#serve(record.id)
      case 'topic-deleted':
        return this.#delete(record.id)
      case 'partition-moved':
        return this.#options.partitions.get(record.id, record.partition)?.leadershipChanged()
      case 'configs-set':
      case 'producer-ids-reserved':
      default:
        return undefined
    }
  }

  /** Resolves when no deletion is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.#deletions.values())
  }

  #wantedBy(record: MetadataRecord): WantedLog[] {
    if (record.kind === 'topic-created') {
      const configs = new Map(Object.entries(record.configs))
      const topic = { topic: record.name, topicId: record.id }
      return record.partitions.map((replicaIds, partition) =>
        wantedLog({ ...topic, partition }, replicaIds, configs),
      )
    }
    if (record.kind !== 'partitions-added') return []
    const { name, configs, partitions } = this.#topic(record.id)
    return record.partitions.map((replicaIds, index) => {
      const id = { topic: name, topicId: record.id, partition: partitions.length + index }
      return wantedLog(id, replicaIds, configs)
    })
  }

  /** In rounds, and in order within a topic: partitions are served without gaps. */
  async #open(wanted: readonly WantedLog[]): Promise<void> {
    for (let first = 0; first < wanted.length; first += opensAtOnce) {
      const round = wanted.slice(first, first + opensAtOnce)
      for (const log of await Promise.all(round.map((one) => this.#openOne(one)))) {
        const ofTopic = this.#opened.get(log.topicId)
        if (ofTopic === undefined) this.#opened.set(log.topicId, [log])
        else ofTopic.push(log)
      }
    }
  }

  async #openOne({ id, leaderId, configs }: WantedLog): Promise<PartitionLog> {
    const { logs, settings } = this.#options
    await this.#deletions.get(id.topic) // A namesake's files may be in the way.
    const isInternal = isInternalTopic(id.topic)
    return logs.openPartition(
      id,
      topicLogSettings(settings.topic({ configs }, leaderId), { isInternal }),
    )
  }

  #serve(topicId: Uuid): void {
    const opened = this.#opened.get(topicId) ?? []
    this.#opened.delete(topicId)
    for (const log of opened) {
      const { topic, partition } = log
      this.#options.partitions.add({ topic, topicId, partition, log })
    }
  }

  /** In the background: the topic is gone at once, its files when the disk gets to it. */
  #delete(topicId: Uuid): void {
    const { logger, partitions } = this.#options
    const ids = this.#idsOf(topicId)
    partitions.remove(topicId)
    const topic = ids[0]?.topic
    if (topic === undefined) return
    const deletion = this.#deleteLogs(ids, this.#deletions.get(topic)).catch((err: unknown) => {
      // They are deleted after the next start: the metadata names them no more.
      logger.error({ topic, err }, `Cannot delete the files of the deleted topic "${topic}"`)
    })
    this.#deletions.set(topic, deletion)
    void deletion.then(() => {
      if (this.#deletions.get(topic) === deletion) this.#deletions.delete(topic)
    })
  }

  #idsOf(topicId: Uuid): PartitionId[] {
    const ids: PartitionId[] = []
    for (;;) {
      const partition = this.#options.partitions.get(topicId, ids.length)
      if (partition === undefined) return ids
      ids.push({ topic: partition.topic, topicId, partition: ids.length })
    }
  }

  async #deleteLogs(ids: readonly PartitionId[], before: Promise<void> | undefined): Promise<void> {
    await before
    for (const id of ids) await this.#options.logs.deletePartition(id)
  }

  #topic(id: Uuid): TopicImage {
    const topic = this.#options.image.topicById(id)
    assert(topic !== undefined, 'follow: a topic grows that exists')
    return topic
  }
}

function wantedLogsOf({ name, id, configs, partitions }: TopicImage): WantedLog[] {
  return partitions.map(({ partition, leaderId }) => ({
    id: { topic: name, topicId: id, partition },
    leaderId,
    configs,
  }))
}

function wantedLog(
  id: PartitionId,
  replicaIds: ReplicaIds,
  configs: ReadonlyMap<string, string>,
): WantedLog {
  const [leaderId] = replicaIds
  assert(leaderId !== undefined, 'follow: a partition has at least one replica')
  return { id, leaderId, configs }
}
