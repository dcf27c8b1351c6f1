import { ApiKey, ErrorCode, type WriteTxnMarkersRequest } from '@barnabus/protocol'

import { epochPerTransaction } from '../coordinators/transactions/transaction.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import { locate } from '../partitions/locate.ts'

type WantedMarker = WriteTxnMarkersRequest['markers'][number]

/**
 * WriteTxnMarkers (27), v1-2: ends a transaction in the partitions that are named.
 *
 * What Kafka's brokers tell each other, and `kafka-transactions abort` tells them: it gets rid of a
 * transaction that nobody will end, because its coordinator has forgotten it. On disk before the
 * answer; offsets that it commits count from then on. v2 says for which protocol the marker is: in the
 * newer one it must have a newer epoch than the transaction (KIP-1228).
 */
export const writeTxnMarkers = defineApi({
  key: ApiKey.WriteTxnMarkers,

  async handle(context, request) {
    const markers = request.markers.map(async (marker) => ({
      producerId: marker.producerId,
      topics: await Promise.all(
        marker.topics.map(async ({ name, partitionIndexes }) => ({
          name,
          partitions: await Promise.all(
            partitionIndexes.map(async (partitionIndex) => ({
              partitionIndex,
              errorCode: await write(context, marker, name, partitionIndex),
            })),
          ),
        })),
      ),
    }))
    return { markers: await Promise.all(markers) }
  },
})

async function write(
  context: RequestContext,
  wanted: WantedMarker,
  topicName: string,
  index: number,
): Promise<ErrorCode> {
  const { broker } = context
  const located = locate(context, broker.metadata.image.topics.get(topicName), index)
  if (located.kind === 'refused') return located.errorCode
  const { producerId, producerEpoch, coordinatorEpoch, transactionVersion } = wanted
  const marker = {
    ...{ producerId, producerEpoch, coordinatorEpoch },
    outcome: wanted.transactionResult ? 'commit' : 'abort',
    epochPerTransaction: transactionVersion >= epochPerTransaction,
  } as const
  const written = broker.markers.write(topicName, index, marker)
  if (written.kind === 'refused') return written.errorCode
  return written.durable.then(
    () => ErrorCode.none,
    () => ErrorCode.kafkaStorageError, // Fatal for the data directory, which reports it.
  )
}
