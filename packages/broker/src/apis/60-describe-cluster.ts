import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { clusterOperations, operationsNotAsked } from '../authorized-operations.ts'
import { defineApi, type Answer } from '../define-api.ts'

const brokerEndpoints = 1
const controllerEndpoints = 2

/**
 * DescribeCluster (60), v0-2: the nodes and where to find them.
 *
 * v1 (KIP-919) can ask for controllers instead, which only a controller's listener answers. v2
 * adds fenced brokers, of which we have none. Flexible from the start.
 */
export const describeCluster = defineApi({
  key: ApiKey.DescribeCluster,

  handle({ broker }, { endpointType, includeClusterAuthorizedOperations }) {
    if (endpointType !== brokerEndpoints) return refusal(endpointType)
    const brokers = broker.nodes.all.map(({ id, host, port, rack }) => ({
      brokerId: id,
      host,
      port,
      rack,
    }))
    return {
      errorCode: ErrorCode.none,
      errorMessage: null,
      endpointType: brokerEndpoints,
      clusterId: broker.logs.clusterId,
      controllerId: broker.nodes.controllerId,
      brokers,
      clusterAuthorizedOperations: includeClusterAuthorizedOperations
        ? clusterOperations
        : operationsNotAsked,
    }
  },
})

function refusal(endpointType: number): Answer<typeof ApiKey.DescribeCluster> {
  const isKnown = endpointType === controllerEndpoints
  return {
    errorCode: isKnown ? ErrorCode.mismatchedEndpointType : ErrorCode.unsupportedEndpointType,
    errorMessage: isKnown
      ? 'This is a listener of brokers: it cannot tell about controllers'
      : `There are no endpoints of type ${endpointType}`,
    endpointType: brokerEndpoints,
    clusterId: '',
    brokers: [],
  }
}
