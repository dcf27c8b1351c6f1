import {
  ApiKey,
  encodeBatch,
  type BatchDraft,
  type FetchRequestDraft,
  type FetchResponse,
  type ListOffsetsResponse,
  type ProduceRequestDraft,
  type ProduceResponse,
  type RecordDraft,
} from '@barnabus/protocol'

import type { Stage } from './stage.ts'
import type { StageTopic } from './stage-topics.ts'

/** Any stage, whatever API its play is about. */
export type AnyStage = Pick<
  Stage,
  'now' | 'name' | 'send' | 'quietly' | 'until' | 'insist' | 'settle'
>

/** Text as bytes. */
export function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text))
}

/** Records with these values, a millisecond apart from now on. */
export function recordsOf(stage: AnyStage, values: readonly string[]): readonly RecordDraft[] {
  return values.map((value, index) => ({
    key: null,
    value: bytes(value),
    timestamp: stage.now + BigInt(index),
  }))
}

/** A batch of records with these values. */
export function batch(
  stage: AnyStage,
  values: readonly string[],
  different: Partial<BatchDraft> = {},
): Uint8Array {
  return encodeBatch({ records: recordsOf(stage, values), ...different })
}

/** A topic as requests name it: from `idsSince` on by its id. */
export function called(
  { name, id }: StageTopic,
  version: number,
  idsSince: number,
): { readonly name: string } | { readonly topicId: StageTopic['id'] } {
  return version >= idsSince ? { topicId: id } : { name }
}

/** A request that produces to one partition. */
export function produceRequest(
  version: number,
  topic: StageTopic,
  records: Uint8Array | null,
  { partition = 0, acks = -1 }: { readonly partition?: number; readonly acks?: number } = {},
): ProduceRequestDraft {
  const partitionData = [{ index: partition, records }]
  return { acks, timeoutMs: 10_000, topicData: [{ ...called(topic, version, 13), partitionData }] }
}

/** Appends records that the scenario needs. Not compared. */
export async function produced(
  stage: AnyStage,
  topic: StageTopic,
  records: Uint8Array,
  partition = 0,
): Promise<ProduceResponse> {
  return await stage.quietly(ApiKey.Produce, 9, produceRequest(9, topic, records, { partition }))
}

/** Asks for the first and the next offset of a partition. Compared. */
export async function seeOffsets(
  stage: AnyStage,
  topic: StageTopic,
  partition = 0,
): Promise<readonly ListOffsetsResponse[]> {
  const answers: ListOffsetsResponse[] = []
  for (const timestamp of [-2n, -1n, -3n]) {
    const partitions = [{ partitionIndex: partition, timestamp }]
    const topics = [{ name: topic.name, partitions }]
    answers.push(await stage.send(ApiKey.ListOffsets, 7, { replicaId: -1, topics }))
  }
  return answers
}

/** A request that reads one partition at once, whatever is there. */
export function fetchRequest(
  version: number,
  topic: StageTopic,
  fetchOffset: bigint,
  different: Partial<FetchRequestDraft> & { readonly partition?: number } = {},
): FetchRequestDraft {
  const { partition = 0, ...rest } = different
  const partitions = [{ partition, fetchOffset, partitionMaxBytes: 1 << 20 }]
  const named = version >= 13 ? { topicId: topic.id } : { topic: topic.name }
  return {
    replicaId: -1,
    maxWaitMs: 0,
    minBytes: 0,
    maxBytes: 1 << 22,
    sessionId: 0,
    sessionEpoch: -1,
    topics: [{ ...named, partitions }],
    ...rest,
  }
}

/** Reads a partition from an offset on. Compared. */
export async function seeRecords(
  stage: AnyStage,
  topic: StageTopic,
  { offset = 0n, partition = 0 }: { readonly offset?: bigint; readonly partition?: number } = {},
): Promise<FetchResponse> {
  return await stage.send(ApiKey.Fetch, 12, fetchRequest(12, topic, offset, { partition }))
}

/** Asks how a topic is laid out. Compared. */
export async function seeTopic(stage: AnyStage, name: string): Promise<void> {
  const topics = [{ name }]
  await stage.send(ApiKey.Metadata, 12, { topics, allowAutoTopicCreation: false })
}

/** Asks for some settings of a topic. Compared. */
export async function seeConfigs(
  stage: AnyStage,
  name: string,
  configurationKeys: readonly string[],
): Promise<void> {
  const resources = [{ resourceType: 2, resourceName: name, configurationKeys }]
  await stage.send(ApiKey.DescribeConfigs, 4, { resources, includeSynonyms: true })
}

/** A producer id with its epoch, as a new idempotent producer gets it. Not compared. */
export async function producer(
  stage: AnyStage,
): Promise<{ readonly producerId: bigint; readonly producerEpoch: number }> {
  const request = { transactionalId: null, transactionTimeoutMs: 60_000 }
  const answer = await stage.until(ApiKey.InitProducerId, 4, request, (it) => it.errorCode === 0)
  return { producerId: answer.producerId, producerEpoch: answer.producerEpoch }
}
