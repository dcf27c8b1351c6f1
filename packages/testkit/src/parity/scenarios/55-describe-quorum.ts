import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

const metadata = '__cluster_metadata'

export const describeQuorum = scenariosOf(ApiKey.DescribeQuorum, {
  'of the metadata': async (stage) => {
    await stage.ask({ topics: [{ topicName: metadata, partitions: [{ partitionIndex: 0 }] }] })
  },
  'of other topics and partitions': async (stage) => {
    const zero = [{ partitionIndex: 0 }]
    await stage.ask({ topics: [{ topicName: metadata, partitions: [{ partitionIndex: 1 }] }] })
    await stage.ask({ topics: [{ topicName: stage.name(), partitions: zero }] })
    await stage.ask({ topics: [{ topicName: '', partitions: zero }] })
    await stage.ask({ topics: [{ topicName: metadata, partitions: [...zero, ...zero] }] })
    await stage.ask({
      topics: [
        { topicName: metadata, partitions: zero },
        { topicName: stage.name(), partitions: zero },
      ],
    })
  },
  'empty lists': async (stage) => {
    await stage.attempt(ApiKey.DescribeQuorum, stage.version, { topics: [] })
    const topics = [{ topicName: metadata, partitions: [] }]
    await stage.attempt(ApiKey.DescribeQuorum, stage.version, { topics })
  },
})
