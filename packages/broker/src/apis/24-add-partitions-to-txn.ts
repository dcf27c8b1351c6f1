import {
  ApiKey,
  ErrorCode,
  type AddPartitionsToTxnRequest,
  type AddPartitionsToTxnResponseDraft,
} from '@barnabus/protocol'

import { epochPerTransaction } from '../coordinators/transactions/transaction.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import { epochErrorOf } from '../produce/producer-errors.ts'

const fencedSince = 2
const severalSince = 4

type Addition = AddPartitionsToTxnRequest['transactions'][number]
type TopicResults = NonNullable<
  AddPartitionsToTxnResponseDraft['resultsByTransaction']
>[number]['topicResults']

/**
 * AddPartitionsToTxn (24), v0-5: makes partitions a part of a transaction, before they are written.
 *
 * What clients of the older protocol do; in the newer one Produce does it (KIP-890). All or none:
 * one partition that does not exist keeps the others out. v2 says PRODUCER_FENCED, v3 is flexible;
 * v4, meant for brokers, takes several transactions, and can ask only whether they have them.
 */
export const addPartitionsToTxn = defineApi({
  key: ApiKey.AddPartitionsToTxn,

  async handle(context, request) {
    if (context.apiVersion < severalSince) {
      return { resultsByTopicV3AndBelow: await add(context, oldAddition(request)) }
    }
    const results = request.transactions.map(async (addition) => ({
      transactionalId: addition.transactionalId,
      topicResults: await add(context, addition),
    }))
    return { errorCode: ErrorCode.none, resultsByTransaction: await Promise.all(results) }
  },
})

function oldAddition(request: AddPartitionsToTxnRequest): Addition {
  return {
    transactionalId: request.v3AndBelowTransactionalId,
    producerId: request.v3AndBelowProducerId,
    producerEpoch: request.v3AndBelowProducerEpoch,
    topics: request.v3AndBelowTopics,
    verifyOnly: false,
  }
}

async function add(context: RequestContext, addition: Addition): Promise<TopicResults> {
  const faults = addition.topics.map(({ name, partitions }) =>
    partitions.map((index) => existenceFault(context, name, index)),
  )
  if (faults.flat().some((fault) => fault !== ErrorCode.none)) {
    return resultsOf(addition, (topicAt, at) => {
      const fault = faults[topicAt]?.[at] ?? ErrorCode.none
      return fault === ErrorCode.none ? ErrorCode.operationNotAttempted : fault
    })
  }
  const { transactionalId } = addition
  if (transactionalId === '') return resultsOf(addition, () => ErrorCode.invalidRequest)
  if (addition.verifyOnly) return verify(context, addition)
  const { broker, node, apiVersion } = context
  const errorCode = await broker.transactions.addPartitions(
    transactionalId,
    addition,
    {
      partitions: new Map(addition.topics.map((one) => [one.name, new Set(one.partitions)])),
      clientVersion: apiVersion >= severalSince ? epochPerTransaction : 0,
    },
    node.id,
  )
  return resultsOf(addition, () => epochErrorOf(errorCode, context, fencedSince))
}

function verify({ broker, node }: RequestContext, addition: Addition): TopicResults {
  const { transactionalId, topics } = addition
  const found = broker.transactions.find(transactionalId, node.id)
  if (found.kind === 'refused') return resultsOf(addition, () => found.errorCode)
  return resultsOf(addition, (topicAt, at) => {
    const { name: topic, partitions } = topics[topicAt]!
    const partition = partitions[at]!
    const asked = { topic, partition }
    return broker.transactions.admit(transactionalId, addition, asked, { adds: false })
  })
}

/** Clients must not write to internal topics by themselves. */
function existenceFault(
  { broker, apiVersion }: RequestContext,
  topicName: string,
  index: number,
): ErrorCode {
  const topic = broker.metadata.image.topics.get(topicName)
  const isClosed = topic?.isInternal === true && apiVersion < severalSince
  if (isClosed) return ErrorCode.topicAuthorizationFailed
  return topic?.partitions[index] === undefined ? ErrorCode.unknownTopicOrPartition : ErrorCode.none
}

function resultsOf(
  { topics }: Addition,
  errorOf: (topicAt: number, at: number) => ErrorCode,
): TopicResults {
  return topics.map(({ name, partitions }, topicAt) => ({
    name,
    resultsByPartition: partitions.map((partitionIndex, at) => ({
      partitionIndex,
      partitionErrorCode: errorOf(topicAt, at),
    })),
  }))
}
