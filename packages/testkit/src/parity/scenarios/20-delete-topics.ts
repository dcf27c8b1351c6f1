import { ApiKey, parseUuid, zeroUuid, type DeleteTopicsRequestDraft } from '@barnabus/protocol'

import { batch, produced, seeOffsets, seeTopic } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

const elsewhere = parseUuid('ZZZZZZZZZZZZZZZZZZZZZA')

/** A request to delete topics by name, as the version has it. */
function byName(version: number, names: readonly string[]): DeleteTopicsRequestDraft {
  if (version < 6) return { topicNames: names, timeoutMs: 10_000 }
  return { topics: names.map((name) => ({ name, topicId: zeroUuid })), timeoutMs: 10_000 }
}

export const deleteTopics = scenariosOf(ApiKey.DeleteTopics, {
  'one topic': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask(byName(stage.version, [name]))
    await stage.settle()
    await seeTopic(stage, name)
  },
  'no topics': async (stage) => void (await stage.ask(byName(stage.version, []))),
  'a topic that is none': async (stage) => {
    await stage.ask(byName(stage.version, [stage.name('none')]))
    await stage.ask(byName(stage.version, ['']))
    await stage.ask(byName(stage.version, ['a b']))
  },
  'the same topic twice': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask(byName(stage.version, [name, name]))
    await stage.settle()
    await seeTopic(stage, name)
  },
  'one of several is none': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask(byName(stage.version, [stage.name('none'), name]))
  },
  'by id': {
    since: 6,
    play: async (stage) => {
      const { id, name } = await stage.topic()
      for (const topicId of [elsewhere, id, id]) {
        await stage.ask({ topics: [{ name: null, topicId }], timeoutMs: 10_000 })
        await stage.settle()
      }
      await seeTopic(stage, name)
    },
  },
  'neither name nor id': {
    since: 6,
    play: async (stage) => {
      await stage.ask({ topics: [{ name: null, topicId: zeroUuid }], timeoutMs: 10_000 })
    },
  },
  'both name and id': {
    since: 6,
    play: async (stage) => {
      const { id, name } = await stage.topic()
      await stage.ask({ topics: [{ name, topicId: id }], timeoutMs: 10_000 })
      await seeTopic(stage, name)
    },
  },
  'the same topic by name and by id': {
    since: 6,
    play: async (stage) => {
      const { id, name } = await stage.topic()
      const topics = [
        { name, topicId: zeroUuid },
        { name: null, topicId: id },
      ]
      await stage.ask({ topics, timeoutMs: 10_000 })
      await stage.settle()
      await seeTopic(stage, name)
    },
  },
  'made again, and empty': async (stage) => {
    const topic = await stage.topic()
    await produced(stage, topic, batch(stage, ['a', 'b']))
    await seeTopic(stage, topic.name)
    await stage.ask(byName(stage.version, [topic.name]))
    await stage.settle()
    const again = await stage.topic()
    await seeTopic(stage, again.name)
    await seeOffsets(stage, again)
  },
  'where deletion is switched off': {
    settings: { 'delete.topic.enable': 'false' },
    alone: true,
    play: async (stage) => {
      const topics = [
        {
          name: stage.name(),
          numPartitions: 1,
          replicationFactor: 1,
          assignments: [],
          configs: [],
        },
      ]
      await stage.quietly(ApiKey.CreateTopics, 7, { topics, timeoutMs: 10_000 })
      await stage.attempt(
        ApiKey.DeleteTopics,
        stage.version,
        byName(stage.version, [stage.name(), stage.name('none')]),
      )
    },
  },
})
