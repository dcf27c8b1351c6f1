import { uuidFromBytes, type Uuid } from '@barnabus/protocol'
import type { Random } from '@barnabus/base'

import type { Broker } from './broker.ts'
import { topicConfigsFault } from './config/check-topic-configs.ts'
import type { TopicTerms } from './metadata/topic-decisions.ts'
import type { Nodes } from './nodes.ts'

/** What this broker demands of topics. */
export function topicTerms({
  nodes,
  config,
  env,
}: Pick<Broker, 'config' | 'env'> & { readonly nodes: Pick<Nodes, 'ids'> }): TopicTerms {
  return {
    nodeIds: nodes.ids,
    partitionsDefault: config['num.partitions'],
    replicationFactorDefault: config['default.replication.factor'],
    partitionsMax: config['barnabus.partitions.max'],
    newTopicId: () => newTopicId(env.random),
    configFault: topicConfigsFault,
  }
}

/** As Kafka does, none that begins with a dash: people pass them to commands. */
function newTopicId(random: Random): Uuid {
  for (;;) {
    const id = uuidFromBytes(versioned(random.bytes(16)))
    if (!id.startsWith('-')) return id
  }
}

/** The bits that say "random UUID" (RFC 9562, version 4). They also keep ids off Kafka's own. */
function versioned(random: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(random)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes
}
