import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

import { assert } from '@barnabus/base'

import { ApacheKafkaNode } from './apache-kafka-node.ts'
import type { Engine, EngineName, EngineOptions } from './engine.ts'
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
  readonly controller: number
}

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
  { directory, settings, tuned, readyTimeoutMs }: EngineOptions,
  copies: Copies,
): Promise<Engine> {
  const { classPath, version } = await kafkaClassPath()
  const clusterId = randomBytes(16).toString('base64url')
  const ports = await portsOf(copies.replicas)
  const nodes = ports.map((own, index) => {
    const properties = { ...propertiesOf(index, ports, copies), ...settings }
    const place = copies.replicas === 1 ? directory : join(directory, `node-${index + 1}`)
    const { broker: port } = own
    const how = { tuned, readyTimeoutMs, properties }
    return new ApacheKafkaNode({ directory: place, classPath, clusterId, port, ...how })
  })
  const size = copies.replicas === 1 ? '' : `, ${copies.replicas} nodes`
  const title = `Apache Kafka ${version}${size}`
  // 128 + SIGTERM, as the JVM has it.
  return new NodesEngine({ name, title, exitCodeOnStop: 143 }, nodes)
}

async function portsOf(nodeCount: number): Promise<readonly Ports[]> {
  const ports = await freePorts(2 * nodeCount)
  return Array.from({ length: nodeCount }, (_, index) => {
    const [broker, controller] = ports.slice(2 * index)
    assert(broker !== undefined && controller !== undefined, 'two ports for each were asked for')
    return { broker, controller }
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
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    listeners: `PLAINTEXT://127.0.0.1:${own.broker},CONTROLLER://127.0.0.1:${own.controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${own.broker}`,
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
