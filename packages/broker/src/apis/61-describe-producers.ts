import { ApiKey, ErrorCode, type DescribeProducersResponseDraft } from '@barnabus/protocol'

import { defineApi, type RequestContext } from '../define-api.ts'
import { topicNameFault } from '../metadata/topic-name.ts'
import { locate } from '../partitions/locate.ts'

type PartitionAnswer = DescribeProducersResponseDraft['topics'][number]['partitions'][number]

/** DescribeProducers (61), v0: the idempotent producers that a partition remembers. */
export const describeProducers = defineApi({
  key: ApiKey.DescribeProducers,

  handle(context, request) {
    const topics = request.topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((index) => describe(context, name, index)),
    }))
    return { topics }
  },
})

function describe(
  context: RequestContext,
  topicName: string,
  partitionIndex: number,
): PartitionAnswer {
  const fault = topicNameFault(topicName)
  if (fault !== undefined) {
    return refuse(partitionIndex, ErrorCode.invalidTopicException, fault)
  }
  const topic = context.broker.metadata.image.topics.get(topicName)
  const located = locate(context, topic, partitionIndex)
  if (located.kind === 'refused') {
    const message = `There is no partition ${partitionIndex} of "${topicName}" here`
    return refuse(partitionIndex, located.errorCode, message)
  }
  const activeProducers = located.partition.log.activeProducers().map((producer) => ({
    producerId: producer.producerId,
    producerEpoch: producer.producerEpoch,
    lastSequence: producer.lastSequence,
    lastTimestamp: producer.lastTimestamp,
    coordinatorEpoch: producer.coordinatorEpoch,
    currentTxnStartOffset: producer.currentTransactionStartOffset,
  }))
  return { partitionIndex, errorCode: ErrorCode.none, activeProducers }
}

function refuse(
  partitionIndex: number,
  errorCode: ErrorCode,
  errorMessage: string | null = null,
): PartitionAnswer {
  return { partitionIndex, errorCode, errorMessage, activeProducers: [] }
}
