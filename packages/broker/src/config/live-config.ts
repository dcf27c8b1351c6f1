import { propertyOf, type ValuesOf } from '@barnabus/base'

import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import type { Metadata } from '../metadata/metadata.ts'
import type { BrokerConfig } from './broker-config.ts'
import { brokerProperties } from './broker-properties.ts'
import { topicDefaults } from './topic-defaults.ts'
import { topicProperties, type TopicConfig } from './topic-properties.ts'

type Texts = ReadonlyMap<string, string>
type AnyProperties = typeof brokerProperties | typeof topicProperties

/** The settings in effect now: what was given at the start, and what was changed since. */
export class LiveConfig {
  readonly #given: BrokerConfig
  readonly #metadata: Pick<Metadata, 'image' | 'onConfigChange'>
  #ofNodes = new Map<number, NodeConfig>()

  constructor(given: BrokerConfig, metadata: Pick<Metadata, 'image' | 'onConfigChange'>) {
    this.#given = given
    this.#metadata = metadata
    metadata.onConfigChange((owner) => {
      if (owner.kind === 'broker' || owner.kind === 'cluster') this.#ofNodes = new Map()
    })
  }

  /** The settings of one broker. Ask again rather than keep them: they may change. */
  node(nodeId: number): BrokerConfig {
    return this.#ofNode(nodeId).config
  }

  /** The settings of a topic, where `leaderId` leads: what it was told, then what the node says. */
  topic(topic: Pick<TopicImage, 'configs'>, leaderId: number): TopicConfig {
    const node = this.#ofNode(leaderId)
    let config = node.topics.get(topic.configs)
    if (config === undefined) {
      config = overlay(topicProperties, node.topicDefaults, topic.configs)
      node.topics.set(topic.configs, config)
    }
    return config
  }

  #ofNode(nodeId: number): NodeConfig {
    let node = this.#ofNodes.get(nodeId)
    if (node === undefined) {
      const config = nodeConfig(this.#given, this.#metadata.image, nodeId)
      node = { config, topicDefaults: topicDefaults(config), topics: new WeakMap() }
      this.#ofNodes.set(nodeId, node)
    }
    return node
  }
}

interface NodeConfig {
  readonly config: BrokerConfig
  readonly topicDefaults: TopicConfig
  /** By a topic's own settings, of which every change makes a new map. */
  readonly topics: WeakMap<Texts, TopicConfig>
}

/** A broker's settings: its own win over those of all brokers, these over what was given. */
function nodeConfig(given: BrokerConfig, image: MetadataImage, nodeId: number): BrokerConfig {
  const ofAll = overlay(brokerProperties, given, image.clusterConfigs)
  return overlay(brokerProperties, ofAll, image.brokerConfigs(nodeId))
}

/** Puts what was set over `config`. What was stored by another version and is wrong now is not set. */
function overlay<Table extends AnyProperties, Config extends Partial<ValuesOf<Table>>>(
  properties: Table,
  config: Config,
  texts: Texts,
): Config {
  if (texts.size === 0) return config
  const values: Record<string, unknown> = { ...config }
  for (const [name, text] of texts) {
    const parsed = propertyOf(properties, name)?.parse(text)
    if (parsed?.kind === 'value') values[name] = parsed.value
  }
  return values as Config
}
