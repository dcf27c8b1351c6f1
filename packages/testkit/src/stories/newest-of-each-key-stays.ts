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
    // The cleaner may come once more between two looks, and take what the first has seen.
    await eventually(async () => {
      const [first, second] = await readKeyed(bootstrap, topic)
      const from = first!.offset + 1 // Somewhere in what is not there any more.
      const [next] = await readKeyed(bootstrap, topic, from)
      holds(next?.offset === second?.offset, `reading from ${from} begins at ${next?.offset}`)
    })
  },
}
