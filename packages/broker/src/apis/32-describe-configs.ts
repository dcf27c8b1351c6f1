import { ApiKey, ErrorCode, type DescribeConfigsResponseDraft } from '@barnabus/protocol'
import type { PropertyKind } from '@barnabus/base'

import {
  resourceKey,
  resourceTypeFault,
  ResourceType,
  type ConfigFault,
  type ConfigResource,
} from '../config/config-resource.ts'
import { brokerLayers } from '../config/broker-layers.ts'
import {
  describeBroker,
  describeCluster,
  describeGroup,
  describeTopic,
  type DescribedConfig,
} from '../config/describe-configs.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import { duplicatesAmong } from '../duplicates.ts'
import { topicNameFault } from '../metadata/topic-name.ts'

type Result = DescribeConfigsResponseDraft['results'][number]
type ResultConfig = Result['configs'][number]

/**
 * DescribeConfigs (32), v1-4: shows the settings of topics, groups and brokers, and where each comes from.
 *
 * v1 adds sources and synonyms (KIP-226), v3 types and documentation (KIP-569). v4 is flexible.
 */
export const describeConfigs = defineApi({
  key: ApiKey.DescribeConfigs,

  handle(context, { resources, includeSynonyms, includeDocumentation }) {
    const repeated = duplicatesAmong(resources.map(resourceKey))
    const results = resources.map((resource): Result => {
      // An answer is a thousand times its question: nobody gets the same one a million times.
      if (repeated.has(resourceKey(resource))) return refusal(resource, askedTwice)
      const described = describe(context, resource)
      if ('errorCode' in described) return refusal(resource, described)
      const keys = new Set(resource.configurationKeys ?? [])
      const configs = described
        .filter(({ name }) => keys.size === 0 || keys.has(name))
        .map((config) => shown(config, includeSynonyms, includeDocumentation))
      return { ...namesOf(resource), errorCode: ErrorCode.none, errorMessage: '', configs }
    })
    return { results }
  },
})

const askedTwice = invalidRequest('Cannot describe one resource twice in one request')

function describe(
  context: RequestContext,
  { resourceType, resourceName }: ConfigResource,
): readonly DescribedConfig[] | ConfigFault {
  const fault = resourceTypeFault(resourceType)
  if (fault !== undefined) return invalidRequest(`Cannot describe "${resourceName}": ${fault}`)
  if (resourceType === ResourceType.topic) return describeTopicNamed(context, resourceName)

  const layers = brokerLayers(context.broker, context.node.id)
  if (resourceType === ResourceType.group) {
    if (resourceName === '') return invalidRequest('Cannot describe the group with no name')
    const configs = context.broker.metadata.image.groupConfigs.get(resourceName) ?? new Map()
    return describeGroup(configs, layers)
  }
  if (resourceName === '') return describeCluster(layers)
  if (resourceName === String(context.node.id)) return describeBroker(layers)
  return invalidRequest(
    `Cannot describe broker "${resourceName}" at broker ${context.node.id}: ask that broker`,
  )
}

function describeTopicNamed(
  context: RequestContext,
  name: string,
): readonly DescribedConfig[] | ConfigFault {
  const nameFault = topicNameFault(name)
  if (nameFault !== undefined) {
    return { errorCode: ErrorCode.invalidTopicException, message: nameFault }
  }
  const { metadata, settings } = context.broker
  const topic = metadata.image.topics.get(name)
  if (topic === undefined) {
    return { errorCode: ErrorCode.unknownTopicOrPartition, message: `There is no topic "${name}"` }
  }
  const nodeId = context.node.id
  return describeTopic(
    topic.configs,
    brokerLayers(context.broker, nodeId),
    settings.topic(topic, nodeId),
  )
}

function shown(
  { name, property, value, readOnly, source, synonyms }: DescribedConfig,
  includeSynonyms: boolean,
  includeDocumentation: boolean,
): ResultConfig {
  const isSensitive = property.kind === 'password'
  const visible = (text: string | null): string | null => (isSensitive ? null : text)
  return {
    name,
    value: visible(value),
    readOnly,
    configSource: source,
    isSensitive,
    synonyms: includeSynonyms
      ? synonyms.map((synonym) => ({ ...synonym, value: visible(synonym.value) }))
      : [],
    configType: configTypes[property.kind],
    documentation: includeDocumentation ? property.doc : null,
  }
}

/** Kafka's numbers for the types of settings. */
const configTypes: Readonly<Record<PropertyKind, number>> = {
  boolean: 1,
  string: 2,
  int: 3,
  short: 4,
  long: 5,
  double: 6,
  list: 7,
  class: 8,
  password: 9,
}

function namesOf({ resourceType, resourceName }: ConfigResource): ConfigResource {
  return { resourceType, resourceName }
}

function refusal(resource: ConfigResource, { errorCode, message }: ConfigFault): Result {
  return { ...namesOf(resource), errorCode, errorMessage: message, configs: [] }
}

function invalidRequest(message: string): ConfigFault {
  return { errorCode: ErrorCode.invalidRequest, message }
}
