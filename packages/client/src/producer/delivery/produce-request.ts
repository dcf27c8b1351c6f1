import type { ProduceRequestDraft, ProduceResponse, Uuid } from '@barnabus/protocol'

import type { PartitionLane } from '../batches/partition-lane.ts'
import type { ProducerBatch } from '../batches/producer-batch.ts'

/** One batch in a request. */
export interface SentBatch {
  readonly lane: PartitionLane
  readonly batch: ProducerBatch
  readonly bytes: Uint8Array
}

export interface ProduceRequestOptions {
  readonly acks: number
  readonly timeoutMs: number
  readonly transactionalId: string | undefined
}

/** What a broker says of one batch. */
export type PartitionAnswer = ProduceResponse['responses'][number]['partitionResponses'][number]

/** Version 13 speaks of topics by their ids. */
const idsSince = 13

interface TopicData {
  readonly name: string
  readonly topicId: Uuid | undefined
  readonly partitionData: { readonly index: number; readonly records: Uint8Array }[]
}

/** One Produce request with batches for different partitions. */
export class ProduceRequest {
  readonly batches: readonly SentBatch[]
  readonly #options: ProduceRequestOptions
  readonly #topics = new Map<string, TopicData>()

  constructor(batches: readonly SentBatch[], options: ProduceRequestOptions) {
    this.batches = batches
    this.#options = options
    for (const { lane, bytes } of batches) {
      this.#topic(lane).partitionData.push({ index: lane.partition, records: bytes })
    }
  }

  /** Whether the id of each topic is known. */
  get hasTopicIds(): boolean {
    for (const { topicId } of this.#topics.values()) if (topicId === undefined) return false
    return true
  }

  draft(version: number): ProduceRequestDraft {
    const { acks, timeoutMs, transactionalId } = this.#options
    return {
      transactionalId: transactionalId ?? null,
      acks,
      timeoutMs,
      topicData: Array.from(this.#topics.values(), ({ name, topicId, partitionData }) =>
        version >= idsSince ? { topicId, partitionData } : { name, partitionData },
      ),
    }
  }

  /** What the answer says of each batch, in the order of the batches; undefined: nothing. */
  answersIn({ responses }: ProduceResponse): readonly (PartitionAnswer | undefined)[] {
    const answers = new Map<string, PartitionAnswer>()
    for (const { name, topicId, partitionResponses } of responses) {
      for (const answer of partitionResponses) {
        answers.set(`${name === '' ? topicId : name} ${answer.index}`, answer)
      }
    }
    return this.batches.map(({ lane }) => {
      const { name, topicId } = this.#topics.get(lane.topic)!
      return answers.get(`${name} ${lane.partition}`) ?? answers.get(`${topicId} ${lane.partition}`)
    })
  }

  #topic({ topic: name, owner }: PartitionLane): TopicData {
    const found = this.#topics.get(name)
    if (found !== undefined) return found
    const made = { name, topicId: owner.metadata?.topicId, partitionData: [] }
    this.#topics.set(name, made)
    return made
  }
}
