import { ApiKey, type DescribeConfigsResponse } from '@barnabus/protocol'

import type { Cluster, Patience, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { codeNames } from '../asking/code-names.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'
import { retriedByBroker, toBroker } from '../asking/to-broker.ts'

const resourceTypes = codeNames({
  UNKNOWN: 0,
  TOPIC: 2,
  BROKER: 4,
  BROKER_LOGGER: 8,
  CLIENT_METRICS: 16,
  GROUP: 32,
})

/** What has settings, by Kafka's names. */
export type ConfigResourceType = Parameters<typeof resourceTypes.codeOf>[0]

/** Something that has settings. */
export interface ConfigResource {
  readonly type: ConfigResourceType
  /** A topic, a group, or the id of a broker; empty: what goes for all brokers. */
  readonly name: string
}

const sources = codeNames({
  UNKNOWN: 0,
  DYNAMIC_TOPIC_CONFIG: 1,
  DYNAMIC_BROKER_CONFIG: 2,
  DYNAMIC_DEFAULT_BROKER_CONFIG: 3,
  STATIC_BROKER_CONFIG: 4,
  DEFAULT_CONFIG: 5,
  DYNAMIC_BROKER_LOGGER_CONFIG: 6,
  DYNAMIC_CLIENT_METRICS_CONFIG: 7,
  DYNAMIC_GROUP_CONFIG: 8,
})

/** Where a value comes from, by Kafka's names. */
export type ConfigSource = Parameters<typeof sources.codeOf>[0]

const kinds = codeNames({
  UNKNOWN: 0,
  BOOLEAN: 1,
  STRING: 2,
  INT: 3,
  SHORT: 4,
  LONG: 5,
  DOUBLE: 6,
  LIST: 7,
  CLASS: 8,
  PASSWORD: 9,
})

/** A setting as it is. */
export interface ConfigEntry {
  readonly name: string
  /** null: there is none, or it is secret. */
  readonly value: string | null
  readonly source: ConfigSource
  readonly isDefault: boolean
  readonly isSensitive: boolean
  readonly isReadOnly: boolean
  readonly type: Parameters<typeof kinds.codeOf>[0]
  /** Where else a value could come from, the strongest first; only if asked for. */
  readonly synonyms: readonly ConfigSynonym[]
  /** Only if asked for. */
  readonly documentation: string | undefined
}

export interface ConfigSynonym {
  readonly name: string
  readonly value: string | null
  readonly source: ConfigSource
}

/** Something with its settings, by name. */
export interface ConfigDescription extends ConfigResource {
  readonly configs: ReadonlyMap<string, ConfigEntry>
}

export interface DescribeConfigsOptions extends Patience {
  /** Only these; left out: all. */
  readonly names?: readonly string[]
  readonly includeSynonyms?: boolean
  /** Kafka 2.6. */
  readonly includeDocumentation?: boolean
}

const documentationSince = 3

/** See `Admin.describeConfigs`. */
export async function describeConfigs(
  cluster: Cluster,
  resources: readonly ConfigResource[],
  options: DescribeConfigsOptions = {},
): Promise<readonly ConfigDescription[]> {
  const { names, includeSynonyms = false, includeDocumentation = false, ...patience } = options
  return await perItem(
    cluster,
    {
      action: 'describe configs',
      items: resources,
      nameOf: nameOfResource,
      route: (item, deadline) => brokerOf(cluster, item, deadline),
      ask: async (to, items, deadline) => {
        const request = {
          resources: items.map(({ type, name }) => ({
            resourceType: resourceTypes.codeOf(type),
            resourceName: name,
            configurationKeys: names ?? null,
          })),
          includeSynonyms,
        }
        const { results } = await cluster.send(
          to,
          ApiKey.DescribeConfigs,
          (version) =>
            version >= documentationSince ? { ...request, includeDocumentation } : request,
          deadline,
        )
        return new Map(results.map(outcomeOfDescription))
      },
      retries: retriedByBroker,
    },
    patience,
  )
}

/** New values of settings, by name; null: back to the default. */
export type NewValues = Readonly<Record<string, string | number | boolean | bigint | null>>

/** How settings are to change. */
export interface ConfigAlteration extends ConfigResource {
  readonly set?: NewValues
  /** What is added to lists. */
  readonly append?: Readonly<Record<string, string>>
  /** What is taken out of lists. */
  readonly subtract?: Readonly<Record<string, string>>
}

export interface AlterConfigsOptions extends Patience {
  /** Only finds out whether it could be done. */
  readonly validateOnly?: boolean
}

const operations = { set: 0, delete: 1, append: 2, subtract: 3 } as const

/** See `Admin.incrementalAlterConfigs`. */
export async function incrementalAlterConfigs(
  cluster: Cluster,
  alterations: readonly ConfigAlteration[],
  { validateOnly = false, ...patience }: AlterConfigsOptions = {},
): Promise<void> {
  await perItem(
    cluster,
    {
      action: 'alter configs',
      items: alterations,
      nameOf: nameOfResource,
      route: (item, deadline) => brokerOf(cluster, item, deadline),
      retries: retriedByBroker,
      ask: async (to, items, deadline) => {
        const request = {
          resources: items.map((item) => ({
            resourceType: resourceTypes.codeOf(item.type),
            resourceName: item.name,
            configs: operationsOf(item),
          })),
          validateOnly,
        }
        const { responses } = await cluster.send(
          to,
          ApiKey.IncrementalAlterConfigs,
          () => request,
          deadline,
        )
        return new Map(
          responses.map(({ resourceType, resourceName, errorCode, errorMessage }) => {
            const name = nameOfResource({
              type: resourceTypes.nameOf(resourceType),
              name: resourceName,
            })
            return [
              name,
              outcomeOf(errorCode, `alter configs of ${name}`, errorMessage, () => name),
            ]
          }),
        )
      },
    },
    patience,
  )
}

export interface ListConfigResourcesOptions extends Patience {
  /** Left out: all (Kafka 4.1); older brokers know only CLIENT_METRICS. */
  readonly types?: readonly ConfigResourceType[]
}

const typesSince = 1

/** See `Admin.listConfigResources`. */
export async function listConfigResources(
  cluster: Cluster,
  { types = [], ...patience }: ListConfigResourcesOptions = {},
): Promise<readonly ConfigResource[]> {
  const action = 'list what has settings'
  return await cluster.ask(
    {
      action,
      to: 'any',
      api: ApiKey.ListConfigResources,
      request: (version) =>
        version >= typesSince || types.some((type) => type !== 'CLIENT_METRICS')
          ? { resourceTypes: types.map((type) => resourceTypes.codeOf(type)) }
          : {},
      read: ({ errorCode, configResources }) => {
        throwIfError(errorCode, action)
        return configResources.map(({ resourceType, resourceName }) => ({
          type: resourceTypes.nameOf(resourceType),
          name: resourceName,
        }))
      },
    },
    patience,
  )
}

/** A broker's own settings are known to that broker. */
function brokerOf(
  cluster: Cluster,
  { type, name }: ConfigResource,
  deadline: Deadline,
): Target | Promise<Target> {
  const isOwn = (type === 'BROKER' || type === 'BROKER_LOGGER') && /^\d+$/.test(name)
  return isOwn ? toBroker(cluster, Number(name), deadline) : 'any'
}

function nameOfResource({ type, name }: ConfigResource): string {
  return `${type} ${name}`.trimEnd()
}

function operationsOf({ set = {}, append = {}, subtract = {} }: ConfigAlteration) {
  const entries = (values: NewValues, operation: keyof typeof operations) =>
    Object.entries(values).map(([name, value]) => ({
      name,
      configOperation: value === null ? operations.delete : operations[operation],
      value: value === null ? null : String(value),
    }))
  return [...entries(set, 'set'), ...entries(append, 'append'), ...entries(subtract, 'subtract')]
}

type FoundResource = DescribeConfigsResponse['results'][number]

function outcomeOfDescription(found: FoundResource): readonly [string, Outcome<ConfigDescription>] {
  const resource = {
    type: resourceTypes.nameOf(found.resourceType),
    name: found.resourceName,
  }
  const name = nameOfResource(resource)
  const description = (): ConfigDescription => ({
    ...resource,
    configs: new Map(found.configs.map((config) => [config.name, entryOf(config)])),
  })
  const action = `describe configs of ${name}`
  return [name, outcomeOf(found.errorCode, action, found.errorMessage, description)]
}

function entryOf(found: FoundResource['configs'][number]): ConfigEntry {
  const source = sources.nameOf(found.configSource)
  return {
    name: found.name,
    value: found.value,
    source,
    isDefault: source === 'DEFAULT_CONFIG',
    isSensitive: found.isSensitive,
    isReadOnly: found.readOnly,
    type: kinds.nameOf(found.configType),
    synonyms: found.synonyms.map((synonym) => ({
      ...synonym,
      source: sources.nameOf(synonym.source),
    })),
    documentation: found.documentation ?? undefined,
  }
}
