import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  assert,
  silentLogger,
  systemClock,
  systemFiles,
  systemNetwork,
  systemRandom,
  type Clock,
} from '@barnabus/base'
import { readBrokerConfig, startBroker, type RunningBroker } from '@barnabus/broker'
import { ApiKey, ErrorCode, type Uuid } from '@barnabus/protocol'

import type { CrashingDisk } from './disk/crashing-disk.ts'
import { RawConnection } from './raw-connection.ts'
import { makeTopic } from './raw-topics.ts'

/** How a broker for one test differs from any other. */
export interface InProcessBrokerOptions {
  /** Kafka's broker settings by name. */
  readonly settings?: Readonly<Record<string, string>>
  readonly clock?: Clock
  /** Keeps its data there, in memory; give it a clock that stands still, too. */
  readonly disk?: CrashingDisk
}

/** A topic that a test has made. */
export interface MadeTopic {
  readonly name: string
  readonly id: Uuid
}

/** A whole broker inside this process, on a port and in a directory of its own. */
export class InProcessBroker {
  readonly #options: InProcessBrokerOptions
  readonly #directory: string
  readonly #connections: RawConnection[] = []
  #running: RunningBroker

  private constructor(options: InProcessBrokerOptions, directory: string, running: RunningBroker) {
    this.#options = options
    this.#directory = directory
    this.#running = running
  }

  static async start(options: InProcessBrokerOptions = {}): Promise<InProcessBroker> {
    const onDisk = options.disk === undefined
    const directory = onDisk ? await mkdtemp(join(tmpdir(), 'barnabus-')) : '/data'
    return new InProcessBroker(options, directory, await run(options, directory))
  }

  /** host:port of the first node, or of another. */
  address(nodeIndex = 0): string {
    const node = this.#running.addresses[nodeIndex]
    assert(node !== undefined, `there is no node number ${nodeIndex}`)
    return `${node.host}:${node.port}`
  }

  /** A connection that `close` closes too. */
  async connect(nodeIndex = 0): Promise<RawConnection> {
    const connection = await RawConnection.open(this.address(nodeIndex))
    this.#connections.push(connection)
    return connection
  }

  /** Makes a topic whose partitions are all led by nodes as the broker places them. */
  async makeTopic(
    name: string,
    numPartitions = 1,
    configs: Readonly<Record<string, string>> = {},
  ): Promise<MadeTopic> {
    const connection = await this.connect()
    return { name, id: await makeTopic(connection, { name, numPartitions, configs }) }
  }

  async deleteTopic({ id }: MadeTopic): Promise<void> {
    const connection = await this.connect()
    const { responses } = await connection.send(ApiKey.DeleteTopics, 6, {
      topics: [{ name: null, topicId: id }],
      timeoutMs: 10_000,
    })
    assert(responses[0]?.errorCode === ErrorCode.none, 'the topic was not deleted')
  }

  /** Stops it cleanly and starts it again on the same data; ports may change. */
  async restart(): Promise<void> {
    await this.#running.close()
    this.#running = await run(this.#options, this.#directory)
  }

  /** Stops it cleanly. */
  async stop(): Promise<void> {
    await this.#running.close()
  }

  /** After `disk` has lost its process: starts a new one on what is left. */
  async crash(): Promise<void> {
    this.#running.close().catch(() => undefined) // It hangs, as nothing it asks of the disk happens.
    this.#running = await run(this.#options, this.#directory)
  }

  /** Stops it and removes its data. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#connections) connection.close()
    await this.#running.close()
    if (this.#options.disk === undefined) await rm(this.#directory, { recursive: true })
  }
}

async function run(options: InProcessBrokerOptions, directory: string): Promise<RunningBroker> {
  const { settings = {}, clock = systemClock, disk } = options
  const files = disk?.files ?? systemFiles
  return await startBroker({
    config: readBrokerConfig(
      new Map([
        ['listeners', 'PLAINTEXT://127.0.0.1:0'],
        ['log.dirs', directory],
        ...Object.entries(settings),
      ]),
    ),
    env: { clock, files, network: systemNetwork, random: systemRandom },
    logger: silentLogger,
  })
}
