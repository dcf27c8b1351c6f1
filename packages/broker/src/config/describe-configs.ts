import { canonicalText, propertyOf, type Properties, type Property } from '@barnabus/base'

import { knownBrokerProperties } from './broker-properties.ts'
import { inheritance } from './topic-defaults.ts'
import {
  groupInheritance,
  groupResourceProperties,
  type GroupPropertyName,
} from './group-resource-properties.ts'
import { topicProperties, type TopicPropertyName } from './topic-properties.ts'

/** Where a value was set, by Kafka's numbers; the one that is nearer wins. */
export const ConfigSource = {
  topic: 1,
  /** Changed for one broker while it runs. */
  broker: 2,
  /** Changed for all brokers while they run. */
  cluster: 3,
  /** Given at the start. */
  given: 4,
  default: 5,
  group: 8,
} as const

export type ConfigSource = (typeof ConfigSource)[keyof typeof ConfigSource]

/** One place where a setting, or one it inherits from, has a value. */
export interface ConfigSynonym {
  readonly name: string
  readonly value: string | null
  readonly source: ConfigSource
}

/** A setting as it is in effect, and everything it could have been. */
export interface DescribedConfig {
  readonly name: string
  readonly property: Property<unknown>
  readonly value: string | null
  readonly source: ConfigSource
  /** Every value it has somewhere, the one in effect first. */
  readonly synonyms: readonly ConfigSynonym[]
  readonly readOnly: boolean
}

type Texts = ReadonlyMap<string, string>

/** What a broker was told, by whom. */
export interface BrokerLayers {
  readonly broker: Texts
  readonly cluster: Texts
  readonly given: Texts
}

/** All settings of a broker. */
export function describeBroker(layers: BrokerLayers): readonly DescribedConfig[] {
  return shown(knownBrokerProperties).map(([name, property]) => {
    const synonyms = synonymsOf(name, layers)
    return {
      name,
      property,
      value: synonyms[0]?.value ?? null,
      source: synonyms[0]?.source ?? ConfigSource.default,
      synonyms,
      readOnly: property.scope === 'read-only',
    }
  })
}

/** What was changed for all brokers while they run: nothing else belongs to them together. */
export function describeCluster(layers: BrokerLayers): readonly DescribedConfig[] {
  return describeBroker(layers)
    .filter(({ name }) => layers.cluster.has(name))
    .map((config) => {
      const isOfCluster = ({ source }: ConfigSynonym): boolean => source === ConfigSource.cluster
      const synonyms = config.synonyms.filter(isOfCluster)
      const value = synonyms[0]?.value ?? null
      return { ...config, value, source: ConfigSource.cluster, synonyms }
    })
}

/** All settings of a topic; `effective` is what it has where it was told nothing itself. */
export function describeTopic(
  configs: Texts,
  layers: BrokerLayers,
  effective: Readonly<Record<string, unknown>>,
): readonly DescribedConfig[] {
  return shown(topicProperties).map(([name, property]) => {
    const own = textIn(topicProperties, configs, name)
    const [nearest] = inheritance[name as TopicPropertyName] ?? []
    const inherited = nearest === undefined ? [] : synonymsOf(nearest.name, layers)
    const synonyms =
      own === undefined
        ? inherited
        : [{ name, value: own, source: ConfigSource.topic }, ...inherited]
    return {
      name,
      property,
      value: own ?? property.write(effective[name]),
      source: synonyms[0]?.source ?? ConfigSource.default,
      synonyms,
      readOnly: false,
    }
  })
}

/** All settings of a group; what it was not told itself is the broker's. */
export function describeGroup(configs: Texts, layers: BrokerLayers): readonly DescribedConfig[] {
  return shown(groupResourceProperties).map(([name, property]) => {
    const own = textIn(groupResourceProperties, configs, name)
    const inherited = synonymsOf(groupInheritance[name as GroupPropertyName], layers)
    const synonyms =
      own === undefined
        ? inherited
        : [{ name, value: own, source: ConfigSource.group }, ...inherited]
    return {
      name,
      property,
      value: synonyms[0]?.value ?? null,
      source: synonyms[0]?.source ?? ConfigSource.default,
      synonyms,
      readOnly: false,
    }
  })
}

/** What is accepted, and what is refused but for one value, which is then in effect. */
function shown(properties: Properties): readonly (readonly [string, Property<unknown>])[] {
  return Object.entries(properties).filter(
    ([, { effect, defaultText }]) => effect.kind !== 'refused' || defaultText !== null,
  )
}

/** Every value of the setting and of those that stand in for it, the one in effect first. */
function synonymsOf(name: string, layers: BrokerLayers): readonly ConfigSynonym[] {
  const names = namesBehind(name)
  const all = [
    ...valuesIn(layers.broker, names, ConfigSource.broker),
    ...valuesIn(layers.cluster, names, ConfigSource.cluster),
    ...valuesIn(layers.given, names, ConfigSource.given),
    ...names.flatMap((each) => {
      const value = propertyOf(knownBrokerProperties, each)?.defaultText ?? null
      return value === null ? [] : [{ name: each, value, source: ConfigSource.default }]
    }),
  ]
  const first = all.findIndex((synonym) => synonym.name === name)
  return first === -1 ? [] : all.slice(first) // Stronger names are not about this one.
}

function valuesIn(
  texts: Texts,
  names: readonly string[],
  source: ConfigSource,
): readonly ConfigSynonym[] {
  return names.flatMap((name) => {
    const value = textIn(knownBrokerProperties, texts, name)
    return value === undefined ? [] : [{ name, value, source }]
  })
}

/** The settings that are asked in turn for what this one says: hours where no milliseconds are. */
function namesBehind(name: string): readonly string[] {
  for (const inherited of Object.values(inheritance)) {
    if (inherited.some((each) => each.name === name)) return inherited.map((each) => each.name)
  }
  return [name]
}

/** A value that was set, as Kafka would write it. */
function textIn(properties: Properties, texts: Texts, name: string): string | undefined {
  const text = texts.get(name)
  const property = propertyOf(properties, name)
  return text === undefined || property === undefined ? undefined : canonicalText(property, text)
}
