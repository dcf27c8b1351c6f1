import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Cluster, Patience, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { isKafkaError } from '../../errors/kafka-error.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'
import { describeCluster } from '../cluster/describe-cluster.ts'
import { nodeById, nodesOf } from '../cluster/node.ts'
import { descriptionOf, type FoundTopic, type TopicDescription } from './topic-description.ts'
import { topicsInPages } from './topic-pages.ts'
import {
  draftOfReference,
  nameOfAnswer,
  nameOfReference,
  type TopicReference,
} from './topic-reference.ts'

export interface DescribeTopicsOptions extends Patience {
  /** Asks what this client may do with each topic, too (Kafka 2.3). */
  readonly includeAuthorizedOperations?: boolean
}

type Answer = readonly (readonly [string, Outcome<TopicDescription>])[]

const action = 'describe topics'

/** See `Admin.describeTopics`. */
export async function describeTopics(
  cluster: Cluster,
  topics: readonly TopicReference[],
  { includeAuthorizedOperations = false, ...patience }: DescribeTopicsOptions = {},
): Promise<readonly TopicDescription[]> {
  return await perItem(
    cluster,
    {
      action,
      items: topics,
      nameOf: nameOfReference,
      route: () => 'any',
      retries: ({ errorCode }) => errorCode === ErrorCode.leaderNotAvailable,
      ask: async (to, items, deadline) => {
        const inquiry = { cluster, to, deadline, includeAuthorizedOperations }
        const names = items.filter((item) => typeof item === 'string')
        // A request that has an id in it is one about ids: the broker forgets names beside them.
        const ids = items.filter((item) => typeof item !== 'string')
        const answers = await Promise.all([
          names.length === 0 ? undefined : askAboutNames(inquiry, names),
          ids.length === 0 ? undefined : askForMetadata(inquiry, ids),
        ])
        return new Map(answers.flatMap((answer) => answer ?? []))
      },
    },
    patience,
  )
}

interface Inquiry {
  readonly cluster: Cluster
  readonly to: Target
  readonly deadline: Deadline
  readonly includeAuthorizedOperations: boolean
}

/** Brokers before Kafka 3.8 are asked for their metadata instead. */
async function askAboutNames(inquiry: Inquiry, names: readonly string[]): Promise<Answer> {
  try {
    return await askInPages(inquiry, names)
  } catch (error) {
    if (!isKafkaError(error, ErrorCode.unsupportedVersion)) throw error
    return await askForMetadata(inquiry, names)
  }
}

async function askInPages(inquiry: Inquiry, names: readonly string[]): Promise<Answer> {
  const { cluster, to, deadline, includeAuthorizedOperations } = inquiry
  const found = await topicsInPages(cluster, to, names, deadline)
  const { nodes } = await describeCluster(cluster, {}, deadline) // Pages name brokers by id only.
  const nodeOf = nodeById(nodes)
  return found.map((topic) => {
    const { authorizedOperations, ...description } = descriptionOf(topic, nodeOf)
    // They are always told here.
    const asked = includeAuthorizedOperations ? authorizedOperations : undefined
    return toldOf(topic, topic.name ?? '', () => ({ ...description, authorizedOperations: asked }))
  })
}

async function askForMetadata(
  { cluster, to, deadline, includeAuthorizedOperations }: Inquiry,
  topics: readonly TopicReference[],
): Promise<Answer> {
  const request = {
    topics: topics.map(draftOfReference),
    allowAutoTopicCreation: false,
    includeTopicAuthorizedOperations: includeAuthorizedOperations,
  }
  const answer = await cluster.send(to, ApiKey.Metadata, () => request, deadline)
  const nodeOf = nodesOf(answer.brokers)
  return answer.topics.map((found) =>
    toldOf(found, nameOfAnswer(found, topics), () => descriptionOf(found, nodeOf)),
  )
}

function toldOf(
  { errorCode }: FoundTopic,
  name: string,
  description: () => TopicDescription,
): readonly [string, Outcome<TopicDescription>] {
  return [name, outcomeOf(errorCode, `describe topic ${name}`, null, description)]
}
