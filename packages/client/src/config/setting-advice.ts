import type { adminProperties } from './admin-properties.ts'
import type { consumerProperties } from './consumer-properties.ts'
import type { producerProperties } from './producer-properties.ts'

type Name =
  keyof typeof producerProperties | keyof typeof consumerProperties | keyof typeof adminProperties

const advice: Readonly<Partial<Record<Name, string>>> = {
  'bootstrap.servers': 'Two or three, so that a client can begin while one broker is away.',
  'client.id': 'Name the application: quotas, and whoever reads the logs of brokers, go by it.',
  'client.rack': 'Set it where reading across zones costs money, and replicas are in several.',
  'request.timeout.ms': 'Above replica.lag.time.max.ms, or writes are given up that would succeed.',
  'metadata.max.age.ms': 'Changes are noticed without it; lower it only for topics by pattern.',
  'connections.max.idle.ms': 'Below what a load balancer in between allows.',
  'security.protocol': 'SASL_SSL or SSL wherever the network is not yours alone.',
  'ssl.endpoint.identification.algorithm':
    'Leave it: without it, anybody with a certificate will do.',
  'ssl.keystore.key': 'From a secret store; never in the code.',
  'sasl.mechanism': 'SCRAM-SHA-512, or OAUTHBEARER where tokens are issued; PLAIN only over TLS.',
  'sasl.password': 'From a secret store; never in the code.',
  acks: 'all. Less loses records that were acknowledged when a broker fails.',
  'enable.idempotence': 'Leave it on: it costs nothing, and nothing comes twice.',
  'batch.size': '64 KiB to 1 MiB for streams of records; the default suits single messages.',
  'linger.ms': '5 to 100 to fill batches; 0 where each record is awaited.',
  'compression.type': 'zstd or lz4 for anything like text; fewer bytes is also less disk.',
  'compression.zstd.level': '3 is a good deal; above 9 it is mostly the processor that works.',
  'buffer.memory': 'At least batch.size times the partitions that are written at once.',
  'max.block.ms': 'How long a send may hold the application up while the cluster is away.',
  'delivery.timeout.ms': 'The one bound to think about; retries and request.timeout.ms follow it.',
  retries: 'Leave it, and set delivery.timeout.ms.',
  'max.in.flight.requests.per.connection': 'At most 5 with idempotence, which keeps the order.',
  'max.request.size': 'Not above max.message.bytes of the topics.',
  'transactional.id': 'The same at each start of the same instance, and no other instance’s.',
  'transaction.timeout.ms': 'Not above transaction.max.timeout.ms of the brokers (15 minutes).',
  'partitioner.ignore.keys': 'Only where the order of a key does not matter.',
  'group.id': 'One for each application that reads everything.',
  'group.protocol':
    'consumer with Kafka 4.0 and later: rebalances stop nobody who is not concerned.',
  'group.instance.id': 'For instances that come back soon, so that a restart is no rebalance.',
  'auto.offset.reset': 'earliest to lose nothing that was written before the group began.',
  'enable.auto.commit': 'false, and commit what is done, where a record must not be lost.',
  'isolation.level': 'read_committed behind producers with transactions.',
  'session.timeout.ms': 'Three heartbeats or more.',
  'heartbeat.interval.ms': 'A third of session.timeout.ms or less.',
  'max.poll.interval.ms': 'Above the longest time that a batch takes to process.',
  'max.poll.records': 'Lower it, rather than raise max.poll.interval.ms, for slow processing.',
  'fetch.min.bytes':
    'Raise it (say 100 KiB) for less load, where records may be half a second late.',
  'fetch.max.wait.ms': 'What fetch.min.bytes may cost in latency.',
  'max.partition.fetch.bytes': 'Raise it for few partitions with much traffic.',
  'partition.assignment.strategy': 'cooperative-sticky alone, once every member knows it.',
  'check.crcs': 'Leave it on: it finds what a disk or a network has changed.',
}

/** What to set a setting to, and when; nothing where the default is right for nearly everybody. */
export const settingAdvice: Readonly<Record<string, string | undefined>> = advice
