import { env } from 'node:process'

import { systemRandom } from '@barnabus/base'

import { connectToLeader } from './connect-to-leader.ts'
import { testkitErrors } from './errors.ts'
import { InProcessBroker } from './in-process-broker.ts'
import { createTopic, deleteTopics, knownTopics } from './raw-topics.ts'
import { eventually } from './stories/eventually.ts'
import { readCommitted, type CommittedView } from './raw-producer.ts'
import { readPartition, type FoundRecord } from './read-partition.ts'

/** Names the cluster that tests of the client column shall use instead of one of their own. */
const testBootstrapVariable = 'BARNABUS_TEST_BOOTSTRAP'

/** Groups form and notice at once what would take them most of a minute. */
const impatient = {
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '100',
  'group.consumer.min.session.timeout.ms': '100',
  'group.consumer.session.timeout.ms': '3000',
  'group.consumer.min.heartbeat.interval.ms': '100',
  'group.consumer.heartbeat.interval.ms': '200',
} as const

/**
 * The cluster that a test of the client column runs on: a broker inside this process, or, where
 * `BARNABUS_TEST_BOOTSTRAP` names one, a cluster that somebody else has started and that other
 * tests use too. Names of topics, groups and transactional ids are this test's own.
 */
export class TestCluster {
  readonly bootstrapServers: string
  /** Whether nobody else uses it, and it can be reached from within: Barnabus, in this process. */
  readonly broker: InProcessBroker | undefined
  readonly #run = Buffer.from(systemRandom.bytes(4)).toString('hex')
  #names = 0

  private constructor(bootstrapServers: string, broker: InProcessBroker | undefined) {
    this.bootstrapServers = bootstrapServers
    this.broker = broker
  }

  static async start(): Promise<TestCluster> {
    const given = env[testBootstrapVariable]
    if (given !== undefined && given !== '') return new TestCluster(given, undefined)
    const broker = await InProcessBroker.start({ settings: impatient })
    return new TestCluster(broker.address(), broker)
  }

  /** The setting that every client needs. */
  get settings(): { readonly 'bootstrap.servers': string } {
    return { 'bootstrap.servers': this.bootstrapServers }
  }

  /** A name that nobody else uses. */
  name(prefix: string): string {
    this.#names += 1
    return `${prefix}-${this.#run}-${this.#names}`
  }

  /** Makes a topic and gives its name. */
  async makeTopic(
    prefix: string,
    numPartitions = 1,
    configs: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const name = this.name(prefix)
    await createTopic(this.bootstrapServers, { name, numPartitions, configs })
    return name
  }

  /** Everything in a partition, also what was aborted. */
  async read(topic: string, partition = 0): Promise<readonly FoundRecord[]> {
    return await readPartition(this.bootstrapServers, topic, partition)
  }

  /** Deletes a topic; resolves when no broker knows it any more, but perhaps another of that name. */
  async deleteTopic(name: string): Promise<void> {
    const topicId = (await knownTopics(this.bootstrapServers)).get(name)
    await deleteTopics(this.bootstrapServers, [name])
    for (const broker of this.bootstrapServers.split(',')) {
      await eventually(async () => {
        const known = await knownTopics(broker)
        if (known.get(name) === topicId) throw testkitErrors.STILL_KNOWN(name, broker)
      })
    }
  }

  /** Deletes a topic and makes another of that name, with one partition. */
  async remakeTopic(name: string): Promise<void> {
    await this.deleteTopic(name)
    const anew = { name, numPartitions: 1, configs: {} }
    await createTopic(this.bootstrapServers, anew)
  }

  /**
   * What readers of committed data see of a partition, once no transaction is open there: those that
   * have ended may take a moment until every broker knows.
   */
  async readCommitted(topic: string, partition = 0): Promise<CommittedView> {
    const connection = await connectToLeader(this.bootstrapServers, { topic, partition })
    try {
      return await eventually(async () => {
        const view = await readCommitted(connection, { topic, partition })
        if (view.lastStableOffset === view.highWatermark) return view
        throw testkitErrors.STILL_OPEN(topic, partition)
      })
    } finally {
      connection.close()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.broker === undefined) await this.#deleteTopics()
    else await this.broker[Symbol.asyncDispose]()
  }

  /**
   * Followers of Apache Kafka ask for all partitions at once, and each write makes a leader look at
   * all of them: topics that stay make every test after this one slower.
   */
  async #deleteTopics(): Promise<void> {
    const all = await knownTopics(this.bootstrapServers)
    const own = [...all.keys()].filter((name) => name.includes(`-${this.#run}-`))
    await deleteTopics(this.bootstrapServers, own)
  }
}
