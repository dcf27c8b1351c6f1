import { assert } from '@barnabus/base'
import { ApiKey, ErrorCode, zeroUuid, type ApiMessages, type Uuid } from '@barnabus/protocol'

/** A topic to be made; what is left out is one partition and no configs. */
export interface NewTopic {
  readonly suffix?: string
  readonly partitions?: number
  readonly configs?: Readonly<Record<string, string>>
}

/** A topic that was made. */
export interface StageTopic {
  readonly name: string
  readonly id: Uuid
}

/** A broker that can be asked without anybody taking notes. */
export interface QuietBroker {
  quietly<K extends ApiKey>(
    apiKey: K,
    version: number,
    request: ApiMessages[K]['requestDraft'],
  ): Promise<ApiMessages[K]['response']>
  /** Asks again and again until the answer is as wanted. */
  until<K extends ApiKey>(
    apiKey: K,
    version: number,
    request: ApiMessages[K]['requestDraft'],
    wanted: (answer: ApiMessages[K]['response']) => boolean,
  ): Promise<ApiMessages[K]['response']>
}

/** The topics of one play, with names that nobody else uses. */
export class StageTopics {
  readonly #prefix: string
  readonly #broker: QuietBroker
  #settled = 0

  constructor(playName: string, broker: QuietBroker) {
    this.#prefix = playName.replaceAll(/[^A-Za-z0-9]+/g, '-')
    this.#broker = broker
  }

  name(suffix: string): string {
    return `${this.#prefix}.${suffix}`
  }

  async make({ suffix = 'a', partitions = 1, configs = {} }: NewTopic): Promise<StageTopic> {
    const name = this.name(suffix)
    const id = await this.#create(name, partitions, configs)
    return { name, id }
  }

  /**
   * Apache Kafka answers when its controller has decided; the broker learns of it a moment later,
   * in the order of the decisions. So a topic that was made last and has come and gone says that
   * the broker knows of all that was decided before.
   */
  async settle(): Promise<void> {
    this.#settled += 1
    const name = this.name(`settle-${this.#settled}`)
    await this.#create(name, 1, {})
    const topics = [{ name, topicId: zeroUuid }]
    await this.#broker.quietly(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 10_000 })
    await this.#untilLed(name, 1, ErrorCode.unknownTopicOrPartition)
  }

  async #create(
    name: string,
    numPartitions: number,
    configs: Readonly<Record<string, string>>,
  ): Promise<Uuid> {
    const { topics } = await this.#broker.quietly(ApiKey.CreateTopics, 7, {
      topics: [
        {
          name,
          numPartitions,
          replicationFactor: 1,
          assignments: [],
          configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
        },
      ],
      timeoutMs: 10_000,
    })
    const [made] = topics
    assert(made?.errorCode === ErrorCode.none, `${name}: ${made?.errorMessage}`)
    await this.#untilLed(name, numPartitions, ErrorCode.none)
    return made.topicId
  }

  async #untilLed(name: string, partitions: number, errorCode: ErrorCode): Promise<void> {
    const partitionIndexes = Array.from({ length: partitions }, (_, index) => index)
    await this.#broker.until(
      ApiKey.ListOffsets,
      7,
      {
        replicaId: -1,
        isolationLevel: 0,
        topics: [
          {
            name,
            partitions: partitionIndexes.map((partitionIndex) => ({
              partitionIndex,
              timestamp: -1n,
            })),
          },
        ],
      },
      ({ topics }) =>
        topics.every((topic) => topic.partitions.every((found) => found.errorCode === errorCode)),
    )
  }
}
