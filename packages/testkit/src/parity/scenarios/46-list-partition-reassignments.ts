import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

export const listPartitionReassignments = scenariosOf(ApiKey.ListPartitionReassignments, {
  'none is going on': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ topics: null })
    await stage.ask({ topics: [] })
    await stage.ask({ topics: [{ name, partitionIndexes: [0] }] })
    await stage.ask({ topics: [{ name, partitionIndexes: [7] }] })
    await stage.ask({ topics: [{ name: stage.name('none'), partitionIndexes: [0] }] })
  },
})
