/**
 * The settings of a broker under Kafka's names, parsed: numbers are numbers, lists are arrays.
 *
 * What the frame reads; the property tables supply it.
 */
export interface BrokerConfig {
  readonly 'node.id': number
  /** How many node ids to present; ids count up from `node.id`, ports from each listener's port. */
  readonly nodes: number
  readonly 'log.dirs': string
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly 'socket.request.max.bytes': number
  readonly 'max.connections': number
  readonly 'max.connections.per.ip': number
  readonly 'connections.max.idle.ms': number
  readonly 'queued.max.request.bytes': number
  readonly 'auto.create.topics.enable': boolean
  readonly 'num.partitions': number
  readonly 'default.replication.factor': number
  readonly 'delete.topic.enable': boolean
}
