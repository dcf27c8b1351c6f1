import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { EngineOptions } from './engine.ts'
import { interopDirectory } from './repository.ts'
import { runCommand } from './run-command.ts'
import { ServerNode } from './server-node.ts'
import type { ServerProcessOptions } from './server-process.ts'

const readyTimeoutMsDefault = 60_000
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

// Finalized because the storage is formatted with them.
const features = ['transaction.version=2', 'group.version=1']

/** What a node of a cluster is told besides what its caller wants. */
export interface KafkaNodeOptions {
  readonly directory: string
  readonly classPath: string
  readonly clusterId: string
  readonly port: number
  readonly tuned: EngineOptions['tuned']
  readonly readyTimeoutMs: EngineOptions['readyTimeoutMs']
  /** Its server.properties. */
  readonly properties: Readonly<Record<string, string>>
}

/** A node of Apache Kafka, broker and controller in one process, with freshly formatted storage. */
export class ApacheKafkaNode extends ServerNode {
  readonly bootstrap: string
  readonly dataDirectory: string
  readonly outputPath: string
  readonly #options: KafkaNodeOptions
  readonly #java: readonly string[]
  readonly #propertiesPath: string

  constructor(options: KafkaNodeOptions) {
    super()
    const { directory, classPath, port, tuned } = options
    this.bootstrap = `127.0.0.1:${port}`
    this.dataDirectory = join(directory, 'data')
    this.outputPath = join(directory, 'output.log')
    this.#options = options
    this.#propertiesPath = join(directory, 'server.properties')
    const logging = `-Dlog4j2.configurationFile=${logConfiguration}`
    this.#java = [...javaArgs[tuned ?? 'to-start-fast'], logging, '-cp', classPath]
  }

  protected async prepareStart(): Promise<void> {
    if (existsSync(join(this.dataDirectory, 'meta.properties'))) return
    const { directory, clusterId, properties } = this.#options
    const all = { ...properties, 'log.dirs': this.dataDirectory }
    const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\n`)
    await mkdir(directory, { recursive: true })
    await writeFile(this.#propertiesPath, lines.join(''))
    const format = [
      'kafka.tools.StorageTool',
      'format',
      `--cluster-id=${clusterId}`, // As one word: an id may begin with a dash.
      '-c',
      this.#propertiesPath,
    ]
    const finalized = features.flatMap((feature) => ['--feature', feature])
    await runCommand('java', [...this.#java, ...format, ...finalized])
  }

  /** Kafka says that it has started when the controllers have let it into the cluster. */
  protected serverOptions(): ServerProcessOptions {
    return {
      command: 'java',
      args: [...this.#java, 'kafka.Kafka', this.#propertiesPath],
      readyWhen: /Kafka Server started/,
      readyTimeoutMs: this.#options.readyTimeoutMs ?? readyTimeoutMsDefault,
      outputPath: this.outputPath,
    }
  }
}
