import type { Ending } from './server-process.ts'

/** The brokers that the same tests run against. */
export const engineNames = ['barnabus', 'apache-kafka', 'apache-kafka-3'] as const

export type EngineName = (typeof engineNames)[number]

/** How many nodes each of them has. */
export const nodeCounts: Readonly<Record<EngineName, number>> = {
  barnabus: 1,
  'apache-kafka': 1,
  'apache-kafka-3': 3,
}

/** Where an engine keeps its things, and what it is told. */
export interface EngineOptions {
  /** A directory of the engine's own: data, configuration and output live below it. */
  readonly directory: string
  /** Kafka's broker settings by name; each engine takes them its own way. */
  readonly settings: Readonly<Record<string, string>>
  /** The ports of loopback by which clients come to each node, if not by those where they listen. */
  readonly advertisedPorts?: readonly number[]
  /** What Node is told before our own broker is loaded; nothing to the others. */
  readonly nodeArgs?: readonly string[]
  /** How it runs: to start fast, for tests (the default), or as its makers ship it, for figures. */
  readonly tuned?: 'to-start-fast' | 'as-shipped'
  /** How long a node may take to serve; what is ample for a test if not given. */
  readonly readyTimeoutMs?: number
}

/**
 * A process of an engine, on loopback.
 *
 * Port and data directory stay the same from one start to the next, so that clients find what was
 * written before. Starting it twice is a bug of the caller.
 */
export interface EngineNode {
  /** host:port, as clients want it. */
  readonly bootstrap: string
  readonly dataDirectory: string
  /** Where everything the process printed is kept. */
  readonly outputPath: string
  /** Whether its process was started and has not been stopped or killed. */
  readonly isRunning: boolean
  /** The id of its process, from the moment it exists, for measurements. */
  readonly processId: number | undefined
  /** Resolves when it serves. */
  start(): Promise<void>
  /** SIGTERM; resolves when the process has ended. A bug of the caller if it does not run. */
  stop(): Promise<Ending>
  /** SIGKILL; resolves when the process is gone. Harmless if it does not run. */
  kill(): Promise<void>
}

/** A broker, or a cluster of them. What is said of one process is said of its first node. */
export interface Engine extends EngineNode {
  readonly name: EngineName
  /** Engine and version, for tables and logs. */
  readonly title: string
  /** All its processes, by index; each can be killed and started by itself. */
  readonly nodes: readonly EngineNode[]
  /** What SIGTERM ends each of them with when all is well. */
  readonly exitCodeOnStop: number
  /** Starts the nodes that do not run. If one cannot, none of them runs afterwards. */
  start(): Promise<void>
  /** SIGTERM for all that run. Returns an ending that is not as it should be, if there is one. */
  stop(): Promise<Ending>
  /** Stops and starts again. */
  restart(): Promise<void>
}
