import { makeCompactedTopic, mustHaveNewest, readKeyed, writeKeyed } from '../compacted-topic.ts'
import { eventually } from './eventually.ts'
import { anyNode, holds, type Story } from './story.ts'

const count = 4_000

export const newestOfEachKeyStays: Story = {
  title: 'compaction keeps the newest record of each key, where it was',
  tell: async (stage) => {
    const { bootstrap } = anyNode(stage)
    const topic = `compacted-${stage.chapter}`
    await eventually(() => makeCompactedTopic(bootstrap, topic))
    await eventually(() => writeKeyed(bootstrap, topic, { from: 0, count }))
    const left = await eventually(async () => {
      const records = await readKeyed(bootstrap, topic)
      holds(records.length < count / 2, `${records.length} of ${count} records are left`)
      return records
    })
    mustHaveNewest(left, count)
    const from = left[0]!.offset + 1 // Somewhere in what is not there any more.
    const rest = await readKeyed(bootstrap, topic, from)
    holds(rest[0]?.offset === left[1]?.offset, `reading from ${from} begins at ${rest[0]?.offset}`)
  },
}
