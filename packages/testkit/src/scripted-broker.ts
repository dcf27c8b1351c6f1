import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

import {
  ApiKey,
  ErrorCode,
  FrameSplitter,
  Reader,
  Writer,
  apiByKey,
  batchesIn,
  decodeRequestHeader,
  encodeResponseHeader,
  zeroUuid,
  type ApiMessages,
  type RecordBatch,
  type RequestHeader,
  type Uuid,
  type VersionRange,
} from '@barnabus/protocol'

/** A request as the broker got it. */
export interface ScriptedRequest<K extends ApiKey = ApiKey> extends RequestHeader {
  readonly body: ApiMessages[K]['request']
}

/** What the broker does with a request: answers, says nothing at all, or hangs up. */
export type Scripted<K extends ApiKey> = ApiMessages[K]['responseDraft'] | 'silence' | 'hang up'

type Script<K extends ApiKey> = (
  request: ScriptedRequest<K>,
) => Scripted<K> | undefined | Promise<Scripted<K> | undefined>

/** A batch that a producer sent. */
export interface ProducedBatch {
  readonly topic: string
  readonly partition: number
  readonly acks: number
  readonly version: number
  readonly batch: RecordBatch
  readonly values: readonly string[]
}

interface Leader {
  readonly leaderId: number
  readonly leaderEpoch: number
}

export interface ScriptedBrokerOptions {
  /** How many partitions each topic has. */
  readonly topics?: Readonly<Record<string, number>>
  readonly versions?: Partial<Record<ApiKey, VersionRange>>
  readonly features?: Readonly<Record<string, number>>
}

const spoken = [
  ...[ApiKey.Produce, ApiKey.Metadata, ApiKey.FindCoordinator, ApiKey.ApiVersions],
  ...[ApiKey.InitProducerId, ApiKey.AddPartitionsToTxn, ApiKey.AddOffsetsToTxn, ApiKey.EndTxn],
  ApiKey.TxnOffsetCommit,
] as const

/**
 * A broker that does what a test says, and otherwise takes every record: for clients that must
 * stand what real brokers seldom do. It keeps nothing and checks nothing.
 */
export class ScriptedBroker implements AsyncDisposable {
  readonly topics: Map<string, number>
  /** Everything it was asked, in the order in which it came. */
  readonly requests: ScriptedRequest[] = []
  readonly #server: Server
  readonly #options: ScriptedBrokerOptions
  /** Itself, and those of the same cluster, by node id from 1. */
  #nodes: readonly ScriptedBroker[] = [this]
  readonly #scripts = new Map<ApiKey, Script<never>>()
  readonly #sockets = new Set<Socket>()
  readonly #ids = new Map<string, Uuid>()
  readonly #ends = new Map<string, bigint>()
  #producers = 0

  private constructor(server: Server, options: ScriptedBrokerOptions) {
    this.#server = server
    this.#options = options
    this.topics = new Map(Object.entries(options.topics ?? {}))
    server.on('connection', (socket) => this.#serve(socket))
  }

  static async start(options: ScriptedBrokerOptions = {}): Promise<ScriptedBroker> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new ScriptedBroker(server, options)
  }

  /** Several brokers of one cluster: partitions are led by one after the other. */
  static async startCluster(
    count: number,
    options: ScriptedBrokerOptions = {},
  ): Promise<readonly ScriptedBroker[]> {
    const nodes = await Promise.all(
      Array.from({ length: count }, () => ScriptedBroker.start(options)),
    )
    for (const node of nodes) node.#nodes = nodes
    return nodes
  }

  /** The setting that every client needs. */
  get settings(): { readonly 'bootstrap.servers': string } {
    return { 'bootstrap.servers': `127.0.0.1:${this.#port}` }
  }

  /** Does this with the next requests of an API; what it gives no answer to is done as usual. */
  on<K extends ApiKey>(api: K, script: Script<K>): void {
    this.#scripts.set(api, script as unknown as Script<never>)
  }

  /** The requests of one API. */
  requestsOf<K extends ApiKey>(api: K): readonly ScriptedRequest<K>[] {
    return this.requests.filter(({ apiKey }) => apiKey === api) as unknown as ScriptedRequest<K>[]
  }

  /** Every batch that came, whatever it was answered. */
  get produced(): readonly ProducedBatch[] {
    return this.requestsOf(ApiKey.Produce).flatMap((request) => this.batchesOf(request))
  }

  /** The batches in one request. */
  batchesOf({ body, apiVersion }: ScriptedRequest<typeof ApiKey.Produce>): ProducedBatch[] {
    return body.topicData.flatMap(({ name, topicId, partitionData }) =>
      partitionData.flatMap(({ index: partition, records }) =>
        Array.from(batchesIn(records ?? new Uint8Array()), (batch) => ({
          topic: name === '' ? this.#nameOf(topicId) : name,
          ...{ partition, acks: body.acks, version: apiVersion, batch },
          values: Array.from(batch.records({ decompressedSizeMax: 100_000_000 }), ({ value }) =>
            Buffer.from(value ?? []).toString(),
          ),
        })),
      ),
    )
  }

  /** An answer to Produce in which each batch is refused with `errorCode`. */
  refusal(
    request: ScriptedRequest<typeof ApiKey.Produce>,
    errorCode: ErrorCode,
    currentLeader?: Leader,
  ): Scripted<typeof ApiKey.Produce> {
    return this.#produceAnswer(request, () => ({ errorCode, baseOffset: -1n, currentLeader }))
  }

  /** An answer to AddPartitionsToTxn that says this of each partition. */
  added(
    { body }: ScriptedRequest<typeof ApiKey.AddPartitionsToTxn>,
    partitionErrorCode: ErrorCode = ErrorCode.none,
  ): Scripted<typeof ApiKey.AddPartitionsToTxn> {
    return {
      throttleTimeMs: 0,
      resultsByTopicV3AndBelow: body.v3AndBelowTopics.map(({ name, partitions }) => ({
        name,
        resultsByPartition: partitions.map((partitionIndex) => ({
          ...{ partitionIndex, partitionErrorCode },
        })),
      })),
    }
  }

  /** An answer to TxnOffsetCommit that says this of each partition. */
  committed(
    { body }: ScriptedRequest<typeof ApiKey.TxnOffsetCommit>,
    errorCode: ErrorCode = ErrorCode.none,
  ): Scripted<typeof ApiKey.TxnOffsetCommit> {
    return {
      throttleTimeMs: 0,
      topics: body.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
      })),
    }
  }

  /** The topic of this name becomes another one. */
  recreate(topic: string): void {
    this.#ids.delete(topic)
  }

  /** Hangs up on everybody. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.hangUp()
    await once(this.#server.close(), 'close')
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#sockets.delete(socket))
    const splitter = new FrameSplitter({ bodySizeMin: 4, bodySizeMax: 100_000_000 })
    let before = Promise.resolve()
    socket.on('data', (chunk) => {
      for (const frame of splitter.push(chunk)) {
        const request = decode(frame)
        this.requests.push(request)
        const answer = this.#answer(request)
        before = before.then(async () => this.#send(socket, request, await answer))
      }
    })
  }

  async #answer(request: ScriptedRequest): Promise<Scripted<ApiKey>> {
    const script = this.#scripts.get(request.apiKey) as Script<ApiKey> | undefined
    return (await script?.(request)) ?? this.#usual(request)
  }

  #send(socket: Socket, request: ScriptedRequest, answer: Scripted<ApiKey>): void {
    if (answer === 'hang up') socket.destroy()
    if (typeof answer === 'string' || socket.destroyed) return
    const { apiKey, apiVersion } = request
    if (apiKey === ApiKey.Produce && isAcksZero(request)) return
    const writer = new Writer()
    encodeResponseHeader(writer, request)
    apiByKey(apiKey).response.encode(writer, answer as never, apiVersion)
    for (const part of writer.finishFrame()) socket.write(part)
  }

  #usual(request: ScriptedRequest): Scripted<ApiKey> {
    switch (request.apiKey) {
      case ApiKey.ApiVersions:
        return this.#versions()
      case ApiKey.Metadata:
        return this.#metadata(request as ScriptedRequest<typeof ApiKey.Metadata>)
      case ApiKey.InitProducerId:
        this.#producers += 1
        return {
          ...{ throttleTimeMs: 0, errorCode: ErrorCode.none },
          ...{ producerId: BigInt(this.#producers), producerEpoch: 0 },
        }
      case ApiKey.Produce:
        return this.#take(request as ScriptedRequest<typeof ApiKey.Produce>)
      default:
        return this.#usualOfTransactions(request)
    }
  }

  #usualOfTransactions(request: ScriptedRequest): Scripted<ApiKey> {
    const fine = { throttleTimeMs: 0, errorCode: ErrorCode.none }
    switch (request.apiKey) {
      case ApiKey.FindCoordinator:
        return this.#coordinator(request as ScriptedRequest<typeof ApiKey.FindCoordinator>)
      case ApiKey.AddPartitionsToTxn:
        return this.added(request as ScriptedRequest<typeof ApiKey.AddPartitionsToTxn>)
      case ApiKey.AddOffsetsToTxn:
        return fine
      case ApiKey.EndTxn:
        return this.#ended(request as ScriptedRequest<typeof ApiKey.EndTxn>)
      case ApiKey.TxnOffsetCommit:
        return this.committed(request as ScriptedRequest<typeof ApiKey.TxnOffsetCommit>)
      default:
        return 'hang up'
    }
  }

  #coordinator({
    body,
    apiVersion,
  }: ScriptedRequest<typeof ApiKey.FindCoordinator>): Scripted<typeof ApiKey.FindCoordinator> {
    const [first = this] = this.#nodes
    const here = { nodeId: 1, host: '127.0.0.1', port: first.#port, errorMessage: null }
    if (apiVersion < 4) return { errorCode: ErrorCode.none, ...here }
    return {
      coordinators: body.coordinatorKeys.map((key) => ({
        ...{ key, ...here, errorCode: ErrorCode.none },
      })),
    }
  }

  /** In version 5 a transaction's end begins the next epoch. */
  #ended({
    body,
    apiVersion,
  }: ScriptedRequest<typeof ApiKey.EndTxn>): Scripted<typeof ApiKey.EndTxn> {
    const fine = { throttleTimeMs: 0, errorCode: ErrorCode.none }
    const { producerId, producerEpoch } = body
    return apiVersion < 5 ? fine : { ...fine, producerId, producerEpoch: producerEpoch + 1 }
  }

  #versions(): Scripted<typeof ApiKey.ApiVersions> {
    const { versions = {}, features = {} } = this.#options
    return {
      errorCode: ErrorCode.none,
      apiKeys: spoken.map((apiKey) => {
        const { min, max } = versions[apiKey] ?? apiByKey(apiKey).versions
        return { apiKey, minVersion: min, maxVersion: max }
      }),
      finalizedFeaturesEpoch: 1n,
      finalizedFeatures: Object.entries(features).map(([name, level]) => ({
        ...{ name, maxVersionLevel: level, minVersionLevel: level },
      })),
    }
  }

  #metadata({
    body,
    apiVersion,
  }: ScriptedRequest<typeof ApiKey.Metadata>): Scripted<typeof ApiKey.Metadata> {
    const names = body.topics?.map(({ name }) => name ?? '') ?? Array.from(this.topics.keys())
    return {
      brokers: this.#nodes.map((node, index) => ({
        ...{ nodeId: index + 1, host: '127.0.0.1', port: node.#port },
      })),
      ...{ controllerId: 1, clusterId: 'scripted' },
      topics: names.map((name) => ({
        errorCode: this.topics.has(name) ? ErrorCode.none : ErrorCode.unknownTopicOrPartition,
        name,
        ...(apiVersion >= 10 && { topicId: this.topics.has(name) ? this.#idOf(name) : zeroUuid }),
        isInternal: false,
        partitions: Array.from({ length: this.topics.get(name) ?? 0 }, (_, partitionIndex) => {
          const leaderId = (partitionIndex % this.#nodes.length) + 1
          return {
            ...{ errorCode: ErrorCode.none, partitionIndex, leaderId },
            ...(apiVersion >= 7 && { leaderEpoch: 0 }),
            ...{ replicaNodes: [leaderId], isrNodes: [leaderId] },
          }
        }),
      })),
    } as Scripted<typeof ApiKey.Metadata>
  }

  #take(request: ScriptedRequest<typeof ApiKey.Produce>): Scripted<typeof ApiKey.Produce> {
    const batches = this.batchesOf(request)
    return this.#produceAnswer(request, (topic, partition) => {
      const key = `${topic} ${partition}`
      const found = batches.find((one) => one.topic === topic && one.partition === partition)
      const baseOffset = this.#ends.get(key) ?? 0n
      this.#ends.set(key, baseOffset + BigInt(found?.values.length ?? 0))
      return { errorCode: ErrorCode.none, baseOffset }
    })
  }

  #produceAnswer(
    { body, apiVersion }: ScriptedRequest<typeof ApiKey.Produce>,
    of: (
      topic: string,
      partition: number,
    ) => {
      readonly errorCode: ErrorCode
      readonly baseOffset: bigint
      readonly currentLeader?: Leader | undefined
    },
  ): Scripted<typeof ApiKey.Produce> {
    return {
      responses: body.topicData.map(({ name, topicId, partitionData }) => ({
        ...(apiVersion >= 13 ? { topicId } : { name }),
        partitionResponses: partitionData.map(({ index }) => ({
          index,
          ...of(name === '' ? this.#nameOf(topicId) : name, index),
        })),
      })),
    }
  }

  #idOf(topic: string): Uuid {
    const [first] = this.#nodes
    if (first !== undefined && first !== this) return first.#idOf(topic)
    const bytes = Buffer.alloc(16)
    bytes.writeUInt32BE(this.#ids.size + 1 + this.requests.length, 12)
    const id = this.#ids.get(topic) ?? (bytes.toString('base64url') as Uuid)
    this.#ids.set(topic, id)
    return id
  }

  #nameOf(id: Uuid): string {
    const [first] = this.#nodes
    if (first !== undefined && first !== this) return first.#nameOf(id)
    for (const [name, own] of this.#ids) if (own === id) return name
    return ''
  }
}

function decode(frame: Uint8Array): ScriptedRequest {
  const reader = new Reader(frame)
  const header = decodeRequestHeader(reader)
  const body = apiByKey(header.apiKey).request.decode(reader, header.apiVersion)
  return { ...header, body } as ScriptedRequest
}

function isAcksZero({ body }: ScriptedRequest): boolean {
  return (body as ApiMessages[typeof ApiKey.Produce]['request']).acks === 0
}
