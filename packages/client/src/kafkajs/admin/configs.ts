import type { Admin as OwnAdmin } from '../../admin/admin.ts'
import type {
  ConfigDescription,
  ConfigEntry,
  ConfigResourceType,
} from '../../admin/cluster/configs.ts'
import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import { requireList } from '../require-list.ts'
import { translating } from '../translate-error.ts'
import { ConfigResourceTypes, ConfigSource, nameOf, numberOf } from './kafka-numbers.ts'
import type { IResourceConfigEntry } from './topics.ts'

/** Something whose settings are wanted. */
export interface ResourceConfigQuery {
  /** One of `ConfigResourceTypes`. */
  readonly type: number
  readonly name: string
  readonly configNames?: readonly string[] | undefined
}

/** Something that gets other settings. */
export interface IResourceConfig {
  /** One of `ConfigResourceTypes`. */
  readonly type: number
  readonly name: string
  readonly configEntries: readonly IResourceConfigEntry[]
}

export interface ConfigSynonyms {
  readonly configName: string
  readonly configValue: string
  /** One of `ConfigSource`. */
  readonly configSource: number
}

/** A setting. */
export interface ConfigEntries extends ConfigSynonyms {
  readonly isDefault: boolean
  readonly isSensitive: boolean
  readonly readOnly: boolean
  readonly configSynonyms: ConfigSynonyms[]
}

export interface DescribeConfigResponse {
  readonly resources: {
    readonly configEntries: ConfigEntries[]
    readonly errorCode: number
    readonly errorMessage: string
    readonly resourceName: string
    readonly resourceType: number
  }[]
  readonly throttleTime: number
}

/** Settings of topics and brokers. */
export async function describeConfigs(
  admin: OwnAdmin,
  options: {
    readonly resources: readonly ResourceConfigQuery[]
    readonly includeSynonyms?: boolean | undefined
  },
): Promise<DescribeConfigResponse> {
  const { resources, includeSynonyms = false } = options
  const described = await Promise.all(
    required(resources).map(async ({ type, name, configNames }) => {
      const wanted = [{ type: typeName(type), name }]
      const [found] = await translating(
        admin.describeConfigs(wanted, {
          includeSynonyms,
          ...(configNames !== undefined && { names: configNames }),
        }),
      )
      return responseOf(type, found!)
    }),
  )
  return { resources: described, throttleTime: 0 }
}

function responseOf(
  resourceType: number,
  { name, configs }: ConfigDescription,
): DescribeConfigResponse['resources'][number] {
  return {
    ...{ resourceType, resourceName: name, errorCode: 0, errorMessage: '' },
    configEntries: Array.from(configs.values(), entryOf),
  }
}

function entryOf(found: ConfigEntry): ConfigEntries {
  const plain = (one: Pick<ConfigEntry, 'name' | 'value' | 'source'>): ConfigSynonyms => ({
    configName: one.name,
    configValue: one.value as string, // Null for what is secret, as in kafkajs, whatever it says.
    configSource:
      one.source === 'DYNAMIC_TOPIC_CONFIG'
        ? ConfigSource.TOPIC_CONFIG
        : numberOf(ConfigSource, one.source),
  })
  return {
    ...plain(found),
    isDefault: found.isDefault,
    isSensitive: found.isSensitive,
    readOnly: found.isReadOnly,
    configSynonyms: found.synonyms.map(plain),
  }
}

/**
 * Gives topics and brokers exactly these settings: all that were set before and are not named go
 * back to their defaults, as Kafka's older request does that kafkajs sends.
 */
export async function alterConfigs(
  admin: OwnAdmin,
  options: {
    readonly resources: readonly IResourceConfig[]
    readonly validateOnly?: boolean | undefined
  },
): Promise<{ resources: object[]; throttleTime: number }> {
  const { resources, validateOnly = false } = options
  const wanted = required(resources).map(({ type, name }) => ({ type: typeName(type), name }))
  const before = await translating(admin.describeConfigs(wanted))
  const alterations = wanted.map((one, index) => {
    const given = resources[index]!.configEntries.map(({ name, value }) => [name, value] as const)
    const gone = setIn(before[index]!).map((name) => [name, null] as const)
    return { ...one, set: Object.fromEntries([...gone, ...given]) }
  })
  await translating(admin.incrementalAlterConfigs(alterations, { validateOnly }))
  const answers = resources.map(({ type: resourceType, name: resourceName }) => ({
    ...{ resourceType, resourceName, errorCode: 0, errorMessage: null },
  }))
  return { resources: answers, throttleTime: 0 }
}

const ownSources: ReadonlySet<string> = new Set(['DYNAMIC_TOPIC_CONFIG', 'DYNAMIC_BROKER_CONFIG'])

/** The names of what was set for this very resource. */
function setIn({ configs }: ConfigDescription): readonly string[] {
  const own = Array.from(configs.values()).filter(({ source }) => ownSources.has(source))
  return own.map(({ name }) => name)
}

function required<Resource extends { readonly name: string }>(
  resources: readonly Resource[],
): readonly Resource[] {
  requireList('resources', resources)
  if (resources.length === 0) {
    throw new KafkaJSNonRetriableError('Resources array cannot be empty')
  }
  return resources
}

function typeName(type: number): ConfigResourceType {
  const name = nameOf(ConfigResourceTypes, type)
  if (name !== undefined && name !== 'UNKNOWN') return name
  throw new KafkaJSNonRetriableError(`Invalid resource type ${type}`)
}
