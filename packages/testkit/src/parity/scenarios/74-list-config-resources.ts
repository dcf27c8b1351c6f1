import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

export const listConfigResources = scenariosOf(ApiKey.ListConfigResources, {
  brokers: {
    since: 1,
    play: async (stage) => {
      for (const resourceTypes of [[4], [8], [4, 4]]) await stage.ask({ resourceTypes })
    },
  },
  'types that are none': {
    since: 1,
    play: async (stage) => {
      for (const resourceTypes of [[0], [99], [-1]]) await stage.ask({ resourceTypes })
    },
  },
  'of clients': { until: 0, play: async (stage) => void (await stage.ask({})) },
  everything: {
    since: 1,
    alone: true,
    play: async (stage) => {
      await stage.topic()
      await stage.ask({ resourceTypes: [2] })
      await stage.ask({ resourceTypes: [] })
    },
  },
})
