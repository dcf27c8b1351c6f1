import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'
import {
  begun,
  decided,
  ended,
  next,
  ofOpen,
  strangersTo,
  transactionalProducer,
  write,
} from '../transactions.ts'

export const endTxn = scenariosOf(ApiKey.EndTxn, {
  commit: ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'commit')
    await decided(stage, topic, 2n)
  }),
  abort: ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'abort')
    await decided(stage, topic, 2n)
  }),
  'commit, again, then abort': ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'commit')
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, producer, 'commit')
    await ended(stage, stage.version, producer, 'abort')
  }),
  'abort, again, then commit': ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'abort')
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, producer, 'abort')
    await ended(stage, stage.version, producer, 'commit')
  }),
  'commit, and as who comes next again': ofOpen(async (stage, producer, topic) => {
    const after = next(producer, await ended(stage, stage.version, producer, 'commit'))
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, after, 'commit')
  }),
  'abort, and as who comes next again': ofOpen(async (stage, producer, topic) => {
    const after = next(producer, await ended(stage, stage.version, producer, 'abort'))
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, after, 'abort')
  }),
  'producers that are others': ofOpen(async (stage, producer) => {
    for (const wrong of await strangersTo(stage, producer)) {
      await ended(stage, stage.version, wrong, 'commit')
    }
  }),
  'commit of nothing': async (stage) => {
    await ended(stage, stage.version, await transactionalProducer(stage), 'commit')
  },
  'abort of nothing': async (stage) => {
    const producer = await transactionalProducer(stage)
    const after = next(producer, await ended(stage, stage.version, producer, 'abort'))
    await ended(stage, stage.version, after, 'abort')
    await ended(stage, stage.version, producer, 'commit')
  },
  'two transactions, one after the other': ofOpen(async (stage, producer, topic) => {
    const after = next(producer, await ended(stage, stage.version, producer, 'commit'))
    await begun(stage, after, topic)
    const baseSequence = after.producerEpoch === producer.producerEpoch ? 1 : 0
    const values = ['b', 'c']
    const request = write(stage, 11, after, topic, { values, baseSequence })
    await stage.send(ApiKey.Produce, 11, request)
    await ended(stage, stage.version, after, 'abort')
    await decided(stage, topic, 5n)
  }),
})
