import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

export const describeCluster = scenariosOf(ApiKey.DescribeCluster, {
  'with and without authorized operations': async (stage) => {
    await stage.ask({ includeClusterAuthorizedOperations: false })
    await stage.ask({ includeClusterAuthorizedOperations: true })
  },
  'kinds of endpoints': {
    since: 1,
    play: async (stage) => {
      for (const endpointType of [1, 2, 0, 9]) {
        await stage.ask({ includeClusterAuthorizedOperations: false, endpointType })
      }
    },
  },
  'fenced brokers': {
    since: 2,
    play: async (stage) => {
      await stage.ask({ includeClusterAuthorizedOperations: false, includeFencedBrokers: true })
    },
  },
})
