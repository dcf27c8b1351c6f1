import { TestCluster } from '@barnabus/testkit'

import { Kafka, logLevel, type Consumer, type KafkaConfig } from '../index.ts'

/** Short times, so that nobody waits for a member that is gone. */
const impatient = { sessionTimeout: 6000, heartbeatInterval: 200, maxWaitTimeInMs: 100 } as const

/** A cluster, and consumers in the shape of kafkajs that are gone at the end. */
export class GivenConsumers {
  readonly #consumers: Consumer[] = []
  #kafka: TestCluster | undefined

  get kafka(): TestCluster {
    return this.#kafka!
  }

  async start(): Promise<void> {
    this.#kafka = await TestCluster.start()
  }

  async end(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.disconnect()))
    await this.kafka[Symbol.asyncDispose]()
  }

  connect(config: Partial<KafkaConfig> = {}): Kafka {
    const brokers = this.kafka.bootstrapServers.split(',')
    return new Kafka({ clientId: 'my-app', brokers, logLevel: logLevel.NOTHING, ...config })
  }

  /** A consumer in a group of its own, if no other is given, that does nothing yet. */
  consumer(
    config: Partial<Parameters<Kafka['consumer']>[0]> = {},
    ofClient: Partial<KafkaConfig> = {},
  ): Consumer {
    const groupId = this.kafka.name('group')
    const consumer = this.connect(ofClient).consumer({ groupId, ...impatient, ...config })
    this.#consumers.push(consumer)
    return consumer
  }

  /** A consumer that is connected, and subscribed from the beginning. */
  async consumerOf(
    topic: string | RegExp,
    config: Partial<Parameters<Kafka['consumer']>[0]> = {},
  ): Promise<Consumer> {
    const consumer = this.consumer(config)
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    return consumer
  }
}

/** Collects so many, and then has them all. */
export class Gathering<Item> {
  readonly all: Promise<readonly Item[]>
  readonly #items: Item[] = []
  readonly #count: number
  #resolve!: (items: readonly Item[]) => void

  constructor(count: number) {
    this.#count = count
    this.all = new Promise((resolve) => (this.#resolve = resolve))
  }

  get count(): number {
    return this.#items.length
  }

  add(item: Item): void {
    this.#items.push(item)
    if (this.#items.length === this.#count) this.#resolve([...this.#items])
  }
}
