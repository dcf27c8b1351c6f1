import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Broker } from '../broker.ts'
import { ResourceType } from '../config/config-resource.ts'
import { defineApi } from '../define-api.ts'

/** The types we are asked about by naming none; v0 knew only one. */
const allTypes: readonly number[] = Object.values(ResourceType)

/**
 * ListConfigResources (74), v0-1: names everything that has settings.
 *
 * v0 lists client metrics, of which there are none here. v1 lists by type (KIP-1142).
 */
export const listConfigResources = defineApi({
  key: ApiKey.ListConfigResources,

  handle({ broker, apiVersion }, { resourceTypes }) {
    const supported = apiVersion === 0 ? [ResourceType.clientMetrics] : allTypes
    const asked = new Set(resourceTypes.length === 0 ? supported : resourceTypes)
    const isKnown = [...asked].every((type) => allTypes.includes(type))
    if (!isKnown) {
      return { throttleTimeMs: 0, errorCode: ErrorCode.unsupportedVersion, configResources: [] }
    }

    const configResources = [...asked].flatMap((resourceType) =>
      namesOf(broker, resourceType).map((resourceName) => ({ resourceName, resourceType })),
    )
    return { throttleTimeMs: 0, errorCode: ErrorCode.none, configResources }
  },
})

function namesOf(broker: Broker, resourceType: number): readonly string[] {
  switch (resourceType) {
    case ResourceType.topic:
      return [...broker.metadata.image.topics.keys()]
    case ResourceType.broker:
    case ResourceType.brokerLogger:
      return broker.nodes.all.map(({ id }) => String(id))
    case ResourceType.group:
      return [...broker.metadata.image.groupConfigs.keys()]
    default:
      return []
  }
}
