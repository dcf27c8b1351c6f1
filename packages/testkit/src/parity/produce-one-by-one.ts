import type { ApiKey } from '@barnabus/protocol'

import { produceRequest, seeOffsets, seeRecords } from './requests.ts'
import type { Stage } from './stage.ts'
import type { NewTopic, StageTopic } from './stage-topics.ts'

/** Where a play about Produce is played. */
export type ProduceStage = Stage<typeof ApiKey.Produce>

/** Produces batches one after the other to a topic of its own, and looks at what became of them. */
export async function oneByOne(
  stage: ProduceStage,
  batches: readonly Uint8Array[],
  topicDraft: NewTopic = {},
): Promise<StageTopic> {
  const topic = await stage.topic(topicDraft)
  for (const records of batches) await stage.ask(produceRequest(stage.version, topic, records))
  await seeOffsets(stage, topic)
  await seeRecords(stage, topic)
  return topic
}
