import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { assert } from '@barnabus/base'

import type { EngineOptions } from './engine.ts'
import { freePorts } from './free-ports.ts'
import { kafkaClassPath, type KafkaClassPath } from './kafka-class-path.ts'
import { interopDirectory } from './repository.ts'
import { runCommand } from './run-command.ts'
import { ServerEngine } from './server-engine.ts'
import type { ServerProcessOptions } from './server-process.ts'

const readyTimeoutMs = 60_000
const logConfiguration = join(interopDirectory, 'apache-kafka', 'log4j2.properties')

const javaArgs = {
  // One node serves a handful of clients for seconds: start fast rather than run fast for long.
  'to-start-fast': ['-Xmx768m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'],
  // The flags of Kafka's own start script.
  'as-shipped': [
    '-Xmx1G',
    '-Xms1G',
    '-server',
    '-XX:+UseG1GC',
    '-XX:MaxGCPauseMillis=20',
    '-XX:InitiatingHeapOccupancyPercent=35',
    '-XX:+ExplicitGCInvokesConcurrent',
    '-XX:MaxInlineLevel=15',
    '-Djava.awt.headless=true',
  ],
} as const

interface Ports {
  readonly broker: number
  readonly controller: number
}

/** Apache Kafka itself: one node that is broker and controller, with freshly formatted storage. */
export class ApacheKafkaEngine extends ServerEngine {
  readonly name = 'apache-kafka'
  readonly title: string
  readonly bootstrap: string
  readonly dataDirectory: string
  readonly outputPath: string
  readonly exitCodeOnStop = 143 // 128 + SIGTERM, as the JVM has it.
  readonly hasGroups = true
  readonly #java: readonly string[]
  readonly #properties: string
  readonly #propertiesPath: string

  private constructor(options: EngineOptions, kafka: KafkaClassPath, ports: Ports) {
    super()
    this.title = `Apache Kafka ${kafka.version}`
    this.bootstrap = `127.0.0.1:${ports.broker}`
    this.dataDirectory = join(options.directory, 'data')
    this.outputPath = join(options.directory, 'output.log')
    const logging = `-Dlog4j2.configurationFile=${logConfiguration}`
    const tuning = javaArgs[options.tuned ?? 'to-start-fast']
    this.#java = [...tuning, logging, '-cp', kafka.classPath]
    const properties = { ...oneNode(ports, this.dataDirectory), ...options.settings }
    const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}\n`)
    this.#properties = lines.join('')
    this.#propertiesPath = join(options.directory, 'server.properties')
  }

  /** Fetches Kafka if need be and chooses free ports; starts nothing yet. */
  static async create(options: EngineOptions): Promise<ApacheKafkaEngine> {
    const kafka = await kafkaClassPath()
    const [broker, controller] = await freePorts(2)
    assert(broker !== undefined && controller !== undefined, 'two ports were asked for')
    await mkdir(options.directory, { recursive: true })
    return new ApacheKafkaEngine(options, kafka, { broker, controller })
  }

  protected async prepareStart(): Promise<void> {
    if (existsSync(join(this.dataDirectory, 'meta.properties'))) return
    await writeFile(this.#propertiesPath, this.#properties)
    const clusterId = randomBytes(16).toString('base64url')
    const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId]
    await runCommand('java', [...this.#java, ...format, '-c', this.#propertiesPath])
  }

  protected serverOptions(): ServerProcessOptions {
    return {
      command: 'java',
      args: [...this.#java, 'kafka.Kafka', this.#propertiesPath],
      readyWhen: /Kafka Server started/,
      readyTimeoutMs,
      outputPath: this.outputPath,
    }
  }
}

function oneNode(ports: Ports, dataDirectory: string): Readonly<Record<string, string>> {
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    listeners: `PLAINTEXT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports.broker}`,
    'log.dirs': dataDirectory,
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
  }
}
