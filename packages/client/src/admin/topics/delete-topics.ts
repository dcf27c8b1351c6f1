import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { outcomeOf, perItem, retriedByController } from '../asking/per-item.ts'
import { requestTimeoutMs } from '../asking/request-timeout.ts'
import {
  draftOfReference,
  nameOfAnswer,
  nameOfReference,
  type TopicReference,
} from './topic-reference.ts'

const byIdSince = 6

/** See `Admin.deleteTopics`. */
export async function deleteTopics(
  cluster: Cluster,
  topics: readonly TopicReference[],
  patience: Patience = {},
): Promise<void> {
  const deadline = cluster.deadline(patience)
  await perItem(
    cluster,
    {
      action: 'delete topics',
      items: topics,
      nameOf: nameOfReference,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items) => {
        const timeoutMs = requestTimeoutMs(cluster, deadline)
        const byId = items.some((item) => typeof item !== 'string')
        const { responses } = await cluster.send(
          to,
          ApiKey.DeleteTopics,
          (version) =>
            version >= byIdSince || byId
              ? { topics: items.map(draftOfReference), timeoutMs }
              : { topicNames: items.map(nameOfReference), timeoutMs },
          deadline,
        )
        return new Map(
          responses.map((found) => {
            const name = nameOfAnswer(found, items)
            const { errorCode, errorMessage } = found
            const done = (): undefined => undefined
            return [name, outcomeOf(errorCode, `delete topic ${name}`, errorMessage, done)]
          }),
        )
      },
    },
    deadline,
  )
}
