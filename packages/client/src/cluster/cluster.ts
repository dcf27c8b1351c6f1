import { ErrorCode, type ApiKey } from '@barnabus/protocol'

import type { BackoffLimits } from '../backoff.ts'
import type { ClientEnv } from '../client-env.ts'
import type {
  AnswerOf,
  BrokerConnection,
  CallOptions,
  RequestOf,
} from '../connection/broker-connection.ts'
import { Deadline } from '../deadline.ts'
import { clientErrors } from '../errors.ts'
import { brokerError, type KafkaError } from '../errors/kafka-error.ts'
import { Traffic } from '../observation/traffic.ts'
import { retrying } from '../retry.ts'
import type { ClusterConfig } from './cluster-config.ts'
import { Coordinators, type CoordinatorKind } from './coordinators.ts'
import { disprovesMetadata, Metadata } from './metadata.ts'
import type { PartitionMetadata, TopicMetadata } from './metadata-snapshot.ts'
import { Nodes, type Channel } from './nodes.ts'

/** Which broker a request is for. */
export type Target =
  | 'any'
  | 'controller'
  | { readonly node: number; readonly channel?: Channel }
  | { readonly coordinator: CoordinatorKind; readonly key: string; readonly channel?: Channel }

/** How long a call may take, and who may end it. */
export interface Patience {
  /** Left out: `default.api.timeout.ms`. */
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** One call to the cluster, its retries included. */
export interface Call<K extends ApiKey, Result> {
  /** Completes 'Cannot …'. */
  readonly action: string
  readonly to: Target
  readonly api: K
  readonly request: RequestOf<K>
  readonly maxVersion?: number
  /** Left out: `request.timeout.ms`. */
  readonly requestTimeoutMs?: number
  /** What the answer comes to. A retriable KafkaError thrown here leads to another attempt. */
  readonly read: (answer: AnswerOf<K>) => Result
}

/** A cluster, as producers, consumers and administrators speak to it. */
export class Cluster {
  readonly metadata: Metadata
  readonly config: ClusterConfig
  readonly env: ClientEnv
  /** What went to brokers and came back. */
  readonly traffic: Traffic
  readonly #nodes: Nodes
  readonly #coordinators: Coordinators
  readonly #closing = new AbortController()

  constructor(config: ClusterConfig, env: ClientEnv) {
    this.config = config
    this.env = env
    this.traffic = new Traffic(config.samples)
    this.#nodes = new Nodes(config.nodes, env, this.traffic)
    this.metadata = new Metadata(this.#nodes, config.metadata, env)
    this.#coordinators = new Coordinators(this)
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  /** Aborts when the cluster is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal
  }

  get backoff(): BackoffLimits {
    return this.config.metadata.backoff
  }

  /** Starts the time of one call. Ends early when the signal aborts or the cluster is closed. */
  deadline({ timeoutMs, signal }: Patience = {}): Deadline {
    const closing = this.#closing.signal
    const either = signal === undefined ? closing : AbortSignal.any([signal, closing])
    return Deadline.after(this.env.clock, timeoutMs ?? this.config.metadata.apiTimeoutMs, either)
  }

  /** Makes a call and tries again, each time with what is then known, until the deadline. */
  async ask<K extends ApiKey, Result>(
    call: Call<K, Result>,
    patience: Patience | Deadline = {},
  ): Promise<Result> {
    const deadline = patience instanceof Deadline ? patience : this.deadline(patience)
    return await this.retrying(call.action, deadline, async () => {
      try {
        const answer = await this.send(call.to, call.api, call.request, deadline, call)
        return call.read(answer)
      } catch (error) {
        this.#forget(call.to)
        throw error
      }
    })
  }

  /** `attempt` until it succeeds, with the cluster's own waits between retriable failures. */
  async retrying<Result>(
    action: string,
    deadline: Deadline,
    attempt: () => Promise<Result>,
  ): Promise<Result> {
    const { backoff } = this
    return await retrying(attempt, { action, deadline, backoff, random: this.env.random })
  }

  /** Sends one request once. What the answer says is for the caller to judge. */
  async send<K extends ApiKey>(
    to: Target,
    api: K,
    request: RequestOf<K>,
    deadline: Deadline,
    options: { readonly maxVersion?: number; readonly requestTimeoutMs?: number } = {},
  ): Promise<AnswerOf<K>> {
    const connection = await this.connection(to, deadline)
    const timeoutMs = options.requestTimeoutMs ?? this.config.metadata.requestTimeoutMs
    const call: CallOptions = {
      timeoutMs,
      signal: deadline.signal,
      maxVersion: options.maxVersion,
    }
    return await deadline.wait(
      connection.call(api, request, call),
      `get an answer from ${connection.address}`,
    )
  }

  /** A connection to that broker. Rejects with a KafkaError after one failed attempt. */
  async connection(to: Target, deadline: Deadline): Promise<BrokerConnection> {
    if (this.isClosed) throw clientErrors.CLOSED('client')
    if (to === 'any') return await this.#nodes.anyConnection(deadline)
    if (to === 'controller') return await this.#controllerConnection(deadline)
    if ('node' in to) return await this.#nodes.connection(to.node, deadline, to.channel)
    const node = await this.coordinator(to.coordinator, to.key, deadline)
    return await this.#nodes.connection(node, deadline, to.channel ?? 'coordination')
  }

  /** The node that coordinates this group or transactional id. Rejects after one failed attempt. */
  async coordinator(kind: CoordinatorKind, key: string, deadline: Deadline): Promise<number> {
    return await this.#coordinators.find(kind, key, deadline)
  }

  /** Looks the coordinator of this key up again when it is next needed. */
  forgetCoordinator(kind: CoordinatorKind, key: string): void {
    this.#coordinators.forget(kind, key)
  }

  /**
   * The topic, once it is known; waits while the cluster says it is not there, as it may be about
   * to be. Rejects with what the cluster said of it, at the deadline or where waiting is useless.
   */
  async topic(name: string, deadline: Deadline): Promise<TopicMetadata> {
    const usable = (): TopicMetadata | undefined => {
      const found = this.metadata.snapshot.topics.get(name)
      return found?.errorCode === ErrorCode.none ? found : undefined
    }
    const known = usable()
    if (known !== undefined) return known
    this.metadata.addTopics([name])
    const action = `learn about topic ${name}`
    return await this.retrying(action, deadline, async () => {
      await this.metadata.refresh(deadline)
      const found = usable()
      if (found !== undefined) return found
      const errorCode = this.metadata.snapshot.topics.get(name)?.errorCode
      throw brokerError(errorCode ?? ErrorCode.unknownTopicOrPartition, action)
    })
  }

  /** What is known of a partition now; undefined: nothing. */
  partition(topic: string, partition: number): PartitionMetadata | undefined {
    return this.metadata.snapshot.topics.get(topic)?.partitions[partition]
  }

  /** Takes in the error of a topic, partition or request: what it disproves is asked for again. */
  notice(error: KafkaError): void {
    if (disprovesMetadata(error.errorCode)) this.metadata.markStale()
  }

  /** Closes all connections. Whoever waits gets CLOSED. */
  close(what: string): void {
    if (this.isClosed) return
    this.#closing.abort(clientErrors.CLOSED(what))
    this.metadata.close()
    this.#nodes.close(what)
  }

  async #controllerConnection(deadline: Deadline): Promise<BrokerConnection> {
    const known = this.metadata.snapshot.controllerId
    const { controllerId } =
      known === undefined ? await this.metadata.refresh(deadline) : this.metadata.snapshot
    if (controllerId === undefined) throw clientErrors.NO_BROKER('the controller')
    return await this.#nodes.connection(controllerId, deadline)
  }

  /** An attempt failed: whatever we believed of who is who may be wrong. */
  #forget(to: Target): void {
    if (to === 'any') return
    if (to === 'controller' || 'node' in to) this.metadata.markStale()
    else this.#coordinators.forget(to.coordinator, to.key)
  }
}
