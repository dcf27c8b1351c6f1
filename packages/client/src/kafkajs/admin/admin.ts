import type { Admin as OwnAdmin } from '../../admin/admin.ts'
import type { ClientContext } from '../client-context.ts'
import { requestTimeoutOf } from '../connection-settings.ts'
import type { PartitionOffset } from '../consumer/offsets-by-topic.ts'
import {
  Instrumentation,
  type InstrumentationEvent,
  type RemoveInstrumentationEventListener,
} from '../instrumentation.ts'
import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import type { Logger } from '../logger.ts'
import type { RetryOptions } from '../retry-options.ts'
import { translating } from '../translate-error.ts'
import * as acls from './acls.ts'
import * as configs from './configs.ts'
import * as groups from './groups.ts'
import * as offsets from './offsets.ts'
import * as reassignments from './reassignments.ts'
import * as topics from './topics.ts'

/** What an administrator is made of. */
export interface AdminConfig {
  readonly retry?: RetryOptions | undefined
}

const events = { CONNECT: 'admin.connect', DISCONNECT: 'admin.disconnect' } as const

/** The events of an administrator, and what they tell. */
export interface AdminEventPayloads {
  readonly 'admin.connect': null
  readonly 'admin.disconnect': null
}

/** The brokers of a cluster. */
export interface ClusterDescription {
  readonly brokers: { readonly nodeId: number; readonly host: string; readonly port: number }[]
  readonly controller: number | null
  readonly clusterId: string
}

/** An administrator as kafkajs has it. */
export class Admin implements AsyncDisposable {
  readonly events = events
  readonly #context: ClientContext
  readonly #logger: Logger
  readonly #instrumentation: Instrumentation<AdminEventPayloads>
  #own: OwnAdmin | undefined

  constructor(context: ClientContext) {
    this.#context = context
    this.#logger = context.logger.namespace('Admin')
    const { clock } = context.env
    this.#instrumentation = new Instrumentation(clock, this.#logger, Object.values(events))
  }

  /** Finds the cluster. Rejects if nobody is there. */
  async connect(): Promise<void> {
    if (this.#own !== undefined) return
    const { patienceMs, kafka } = this.#context
    const settings = await this.#context.reach()
    const timeoutMs = patienceMs + requestTimeoutOf(kafka)
    this.#own = this.#context.admin({ ...settings, 'default.api.timeout.ms': timeoutMs })
    this.#instrumentation.emit('admin.connect', null)
  }

  /** Closes all connections. */
  async disconnect(): Promise<void> {
    await this.#own?.close()
    this.#own = undefined
    this.#instrumentation.emit('admin.disconnect', null)
  }

  /** Disconnects; not in kafkajs. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.disconnect()
  }

  async listTopics(): Promise<string[]> {
    return await topics.allTopics(this.#connected)
  }

  /** Makes topics, and waits until they can be used; false: all of them are there already. */
  async createTopics(options: topics.CreateTopicsOptions): Promise<boolean> {
    return await topics.createTopics(this.#connected, options)
  }

  async deleteTopics(options: {
    readonly topics: readonly string[]
    readonly timeout?: number | undefined
  }): Promise<void> {
    await translating(this.#connected.deleteTopics(options.topics, { timeoutMs: options.timeout }))
  }

  /** Gives topics more partitions. */
  async createPartitions(options: {
    readonly topicPartitions: readonly topics.ITopicPartitionConfig[]
    readonly validateOnly?: boolean | undefined
    readonly timeout?: number | undefined
  }): Promise<boolean> {
    return await topics.createPartitions(this.#connected, options)
  }

  /** The partitions of these topics, or of all. */
  async fetchTopicMetadata(
    options: { readonly topics?: readonly string[] } = {},
  ): Promise<{ topics: topics.ITopicMetadata[] }> {
    return await topics.fetchTopicMetadata(this.#connected, options.topics ?? [])
  }

  /** What a group has committed of these topics, or of all; '-1': nothing. */
  async fetchOffsets(options: {
    readonly groupId: string
    readonly topics?: readonly string[] | undefined
    readonly resolveOffsets?: boolean | undefined
  }): Promise<{ topic: string; partitions: offsets.FetchOffsetsPartition[] }[]> {
    return await offsets.fetchOffsets(this.#connected, options)
  }

  /** The ends of each partition of a topic. */
  async fetchTopicOffsets(
    topic: string,
  ): Promise<(PartitionOffset & { readonly high: string; readonly low: string })[]> {
    return await offsets.fetchTopicOffsets(this.#connected, topic)
  }

  /** Where the first message is that is not older, or where the next will be, in each partition. */
  async fetchTopicOffsetsByTimestamp(
    topic: string,
    timestamp?: number,
  ): Promise<PartitionOffset[]> {
    return await offsets.fetchTopicOffsetsByTimestamp(this.#connected, topic, timestamp)
  }

  async describeCluster(): Promise<ClusterDescription> {
    const found = await translating(this.#connected.describeCluster())
    return {
      brokers: found.nodes.map(({ id: nodeId, host, port }) => ({ nodeId, host, port })),
      controller: found.controller?.id ?? null,
      clusterId: found.clusterId ?? '',
    }
  }

  /** Commits these offsets for a group that nobody is in; '-2' and '-1' are the ends. */
  async setOffsets(options: {
    readonly groupId: string
    readonly topic: string
    readonly partitions: readonly PartitionOffset[]
  }): Promise<void> {
    await offsets.setOffsets(this.#connected, options)
  }

  /** Commits an end of each partition of a topic; likewise. */
  async resetOffsets(options: {
    readonly groupId: string
    readonly topic: string
    readonly earliest?: boolean | undefined
  }): Promise<void> {
    await offsets.resetOffsets(this.#connected, options)
  }

  async describeConfigs(options: {
    readonly resources: readonly configs.ResourceConfigQuery[]
    readonly includeSynonyms?: boolean | undefined
  }): Promise<configs.DescribeConfigResponse> {
    return await configs.describeConfigs(this.#connected, options)
  }

  /** Gives topics and brokers exactly these settings: all others go back to their defaults. */
  async alterConfigs(options: {
    readonly resources: readonly configs.IResourceConfig[]
    readonly validateOnly?: boolean | undefined
  }): Promise<{ resources: object[]; throttleTime: number }> {
    return await configs.alterConfigs(this.#connected, options)
  }

  async listGroups(): Promise<{ groups: groups.GroupOverview[] }> {
    return await groups.listGroups(this.#connected)
  }

  /** Groups and their members; one that is not there is `Dead`. */
  async describeGroups(
    groupIds: readonly string[],
  ): Promise<{ groups: groups.GroupDescription[] }> {
    return await groups.describeGroups(this.#connected, groupIds)
  }

  /** Deletes groups that nobody is in. Rejects with a KafkaJSDeleteGroupsError. */
  async deleteGroups(groupIds: readonly string[]): Promise<groups.DeleteGroupsResult[]> {
    return await groups.deleteGroups(this.#connected, groupIds)
  }

  /** Deletes the oldest messages of partitions, up to these offsets; '-1' is all. */
  async deleteTopicRecords(options: {
    readonly topic: string
    readonly partitions: readonly PartitionOffset[]
  }): Promise<void> {
    await offsets.deleteTopicRecords(this.#connected, options)
  }

  async describeAcls(filter: acls.AclFilter): Promise<acls.DescribeAclResponse> {
    return await acls.describeAcls(this.#connected, filter)
  }

  async createAcls(options: { readonly acl: readonly acls.AclEntry[] }): Promise<boolean> {
    return await acls.createAcls(this.#connected, options.acl)
  }

  async deleteAcls(options: {
    readonly filters: readonly acls.AclFilter[]
  }): Promise<acls.DeleteAclResponse> {
    return await acls.deleteAcls(this.#connected, options.filters)
  }

  /** Moves partitions to other brokers; resolves when that has begun. */
  async alterPartitionReassignments(request: {
    readonly topics: readonly reassignments.PartitionReassignment[]
    readonly timeout?: number | undefined
  }): Promise<void> {
    await reassignments.alterPartitionReassignments(this.#connected, request)
  }

  async listPartitionReassignments(
    request: Parameters<typeof reassignments.listPartitionReassignments>[1] = {},
  ): Promise<reassignments.ListPartitionReassignmentsResponse> {
    return await reassignments.listPartitionReassignments(this.#connected, request)
  }

  /** Calls `listener` with each event of that name, until what this gives is called. */
  on<Name extends keyof AdminEventPayloads>(
    name: Name,
    listener: (event: InstrumentationEvent<AdminEventPayloads[Name]>) => unknown,
  ): RemoveInstrumentationEventListener {
    return this.#instrumentation.on(name, listener)
  }

  logger(): Logger {
    return this.#logger
  }

  get #connected(): OwnAdmin {
    if (this.#own !== undefined) return this.#own
    throw new KafkaJSNonRetriableError('The admin is not connected: call connect() first')
  }
}
