import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

import { assert } from '@barnabus/base'

import { ApacheKafkaNode } from './apache-kafka-node.ts'
import { nodeCounts, type Engine, type EngineName, type EngineOptions } from './engine.ts'
import { freePorts } from './free-ports.ts'
import { kafkaClassPath } from './kafka-class-path.ts'
import { NodesEngine } from './nodes-engine.ts'

/** How many copies of each partition, and how many of them a write waits for. */
interface Copies {
  readonly replicas: number
  readonly minInSync: number
}

interface Ports {
  readonly broker: number
  /** Where clients are told to come. */
  readonly advertised: number
  /** For the other nodes: what stands in the way of clients stands in the way of clients alone. */
  readonly node: number
  readonly controller: number
}

/** Nodes of one engine start together, so each has a share of the machine. */
const readyTimeoutMsPerNode = 60_000

/** One node. */
export function oneKafka(options: EngineOptions): Promise<Engine> {
  return apacheKafka('apache-kafka', options, { replicas: 1, minInSync: 1 })
}

/** Three nodes with all partitions on each: one can be lost without anybody waiting for it. */
export function threeKafkas(options: EngineOptions): Promise<Engine> {
  return apacheKafka('apache-kafka-3', options, { replicas: 3, minInSync: 2 })
}

/** As many nodes as there are copies. Fetches Kafka if need be; starts nothing yet. */
async function apacheKafka(
  name: EngineName,
  { directory, settings, advertisedPorts, tuned, readyTimeoutMs }: EngineOptions,
  copies: Copies,
): Promise<Engine> {
  assert(copies.replicas === nodeCounts[name], 'each node has a copy of everything')
  const { classPath, version } = await kafkaClassPath()
  const clusterId = randomBytes(16).toString('base64url')
  const ports = await portsOf(copies.replicas, advertisedPorts)
  const patienceMs = readyTimeoutMs ?? readyTimeoutMsPerNode * copies.replicas
  const nodes = ports.map((own, index) => {
    const properties = { ...propertiesOf(index, ports, copies), ...settings }
    const place = copies.replicas === 1 ? directory : join(directory, `node-${index + 1}`)
    const { broker: port } = own
    const how = { tuned, readyTimeoutMs: patienceMs, properties }
    return new ApacheKafkaNode({ directory: place, classPath, clusterId, port, ...how })
  })
  const size = copies.replicas === 1 ? '' : `, ${copies.replicas} nodes`
  const title = `Apache Kafka ${version}${size}`
  // 128 + SIGTERM, as the JVM has it.
  return new NodesEngine({ name, title, exitCodeOnStop: 143 }, nodes)
}

async function portsOf(
  nodeCount: number,
  advertisedPorts: readonly number[] = [],
): Promise<readonly Ports[]> {
  const ports = await freePorts(3 * nodeCount)
  return Array.from({ length: nodeCount }, (_, index) => {
    const [broker, node, controller] = ports.slice(3 * index)
    assert(broker !== undefined, 'three ports for each were asked for')
    assert(node !== undefined && controller !== undefined, 'three ports for each were asked for')
    return { broker, advertised: advertisedPorts[index] ?? broker, node, controller }
  })
}

function propertiesOf(
  index: number,
  ports: readonly Ports[],
  { replicas, minInSync }: Copies,
): Readonly<Record<string, string>> {
  const own = ports[index]
  assert(own !== undefined, 'each node has its ports')
  const voters = ports.map(({ controller }, node) => `${node + 1}@127.0.0.1:${controller}`)
  return {
    'process.roles': 'broker,controller',
    'node.id': String(index + 1),
    'controller.quorum.voters': voters.join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'NODES',
    'listener.security.protocol.map': ['PLAINTEXT', 'NODES', 'CONTROLLER']
      .map((listener) => `${listener}:PLAINTEXT`)
      .join(','),
    listeners: listenersAt({ PLAINTEXT: own.broker, NODES: own.node, CONTROLLER: own.controller }),
    'advertised.listeners': listenersAt({ PLAINTEXT: own.advertised, NODES: own.node }),
    'default.replication.factor': String(replicas),
    'min.insync.replicas': String(minInSync),
    'offsets.topic.replication.factor': String(replicas),
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': String(replicas),
    'transaction.state.log.min.isr': String(minInSync),
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': String(replicas),
    'share.coordinator.state.topic.min.isr': String(minInSync),
    'group.initial.rebalance.delay.ms': '0',
  }
}

function listenersAt(ports: Readonly<Record<string, number>>): string {
  const addresses = Object.entries(ports).map(([name, port]) => `${name}://127.0.0.1:${port}`)
  return addresses.join(',')
}
