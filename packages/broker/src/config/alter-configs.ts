import type { Properties } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import type { MetadataImage } from '../metadata/image.ts'
import type { ConfigOwner } from '../metadata/config-owner.ts'
import type { ConfigChange } from '../metadata/metadata.ts'
import { topicNameFault } from '../metadata/topic-name.ts'
import { knownBrokerProperties, type BrokerSettings } from './broker-properties.ts'
import { brokerConfigsFault } from './check-broker-configs.ts'
import { groupConfigsFault } from './check-group-configs.ts'
import { topicConfigsFault } from './check-topic-configs.ts'
import { operated, OperationType, type ConfigOperation } from './config-operation.ts'
import {
  ResourceType,
  resourceTypeFault,
  type ConfigFault,
  type ConfigResource,
} from './config-resource.ts'
import { groupResourceProperties } from './group-resource-properties.ts'
import { topicProperties } from './topic-properties.ts'

type Texts = ReadonlyMap<string, string>

/** What somebody wishes: `replace` resets every setting that no operation names. */
export interface Alteration {
  readonly resource: ConfigResource
  readonly operations: readonly ConfigOperation[]
  readonly replace: boolean
}

/** What comes of it: the new settings, or why there are none. */
export type AlterVerdict =
  | { readonly kind: 'change'; readonly change: ConfigChange }
  | ({ readonly kind: 'refused' } & ConfigFault)

/** The node that is asked, and its own settings. */
export interface AskedNode {
  readonly id: number
  readonly settings: BrokerSettings
}

const valueLengthMax = 32_767

/** Decides on one alteration. Changes nothing. */
export function decideAlteration(
  image: MetadataImage,
  node: AskedNode,
  { resource, operations, replace }: Alteration,
): AlterVerdict {
  const fault = operationsFault(operations)
  if (fault !== undefined) return { kind: 'refused', ...fault }
  const owner = ownerOf(resource, node.id)
  if ('errorCode' in owner) return { kind: 'refused', ...owner }

  const configs = operated(
    propertiesOf(owner),
    replace ? new Map() : configsOf(image, owner),
    operations,
  )
  if ('errorCode' in configs) return { kind: 'refused', ...configs }

  const refused = configsFault({ image, node, owner, configs })
  if (refused !== undefined) return { kind: 'refused', ...refused }
  return { kind: 'change', change: { owner, configs } }
}

function operationsFault(operations: readonly ConfigOperation[]): ConfigFault | undefined {
  const names = new Set<string>()
  for (const { name } of operations) {
    if (names.has(name)) return invalidRequest(`Cannot set "${name}" twice in one request`)
    names.add(name)
  }
  const without = operations.find(
    ({ configOperation, value }) => value === null && configOperation !== OperationType.delete,
  )
  if (without === undefined) return undefined
  return invalidRequest(`Cannot set "${without.name}" to null: delete it to have its default again`)
}

/** Whose settings they are; what is refused by its name or type alone is a fault. */
function ownerOf(resource: ConfigResource, nodeId: number): ConfigOwner | ConfigFault {
  const { resourceType, resourceName } = resource
  const fault = resourceTypeFault(resourceType)
  if (fault !== undefined) {
    const isKnown = Object.values<number>(ResourceType).includes(resourceType)
    const message = `Cannot change settings of "${resourceName}": ${fault}`
    return isKnown ? { errorCode: ErrorCode.invalidConfig, message } : invalidRequest(message)
  }
  if (resourceType === ResourceType.topic) return topicOwner(resourceName)
  if (resourceType === ResourceType.group) return groupOwner(resourceName)
  if (resourceName === '') return { kind: 'cluster' }
  if (resourceName === String(nodeId)) return { kind: 'broker', nodeId }
  return invalidRequest(
    `Cannot change settings of broker "${resourceName}" at broker ${nodeId}: ask that broker`,
  )
}

function topicOwner(topic: string): ConfigOwner | ConfigFault {
  if (topic === '') return invalidRequest('Cannot change settings of all topics at once')
  const message = topicNameFault(topic)
  if (message === undefined) return { kind: 'topic', topic }
  return { errorCode: ErrorCode.invalidTopicException, message }
}

function groupOwner(groupId: string): ConfigOwner | ConfigFault {
  if (groupId === '') return invalidRequest('Cannot change settings of all groups at once')
  return { kind: 'group', groupId }
}

function propertiesOf({ kind }: ConfigOwner): Properties {
  if (kind === 'topic') return topicProperties
  return kind === 'group' ? groupResourceProperties : knownBrokerProperties
}

function configsOf(image: MetadataImage, owner: ConfigOwner): Texts {
  if (owner.kind === 'topic') return image.topics.get(owner.topic)?.configs ?? new Map()
  if (owner.kind === 'group') return image.groupConfigs.get(owner.groupId) ?? new Map()
  return owner.kind === 'broker' ? image.brokerConfigs(owner.nodeId) : image.clusterConfigs
}

function configsFault({
  image,
  node,
  owner,
  configs,
}: {
  readonly image: MetadataImage
  readonly node: AskedNode
  readonly owner: ConfigOwner
  readonly configs: Texts
}): ConfigFault | undefined {
  const long = [...configs].find(([, value]) => value.length > valueLengthMax)
  if (long !== undefined) {
    const message = `Cannot set "${long[0]}": its value is longer than ${valueLengthMax} characters`
    return { errorCode: ErrorCode.invalidConfig, message }
  }
  if (owner.kind === 'group') return groupConfigsFault(configs, node.settings)
  if (owner.kind !== 'topic') return brokerConfigsFault(configs)

  const message = topicConfigsFault(configs)
  if (message !== undefined) return { errorCode: ErrorCode.invalidConfig, message }
  if (image.topics.has(owner.topic)) return undefined
  return {
    errorCode: ErrorCode.unknownTopicOrPartition,
    message: `Cannot change settings of "${owner.topic}": there is no such topic`,
  }
}

function invalidRequest(message: string): ConfigFault {
  return { errorCode: ErrorCode.invalidRequest, message }
}
