import { ApiKey } from '@barnabus/protocol'

import { untilCoordinated } from '../group-coordinator.ts'
import { scenariosOf } from '../scenario.ts'
import {
  ended,
  identityOf,
  isConcluding,
  transactionalProducer,
  untilTransactionsOf,
} from '../transactions.ts'

export const addOffsetsToTxn = scenariosOf(ApiKey.AddOffsetsToTxn, {
  'of a group, again, and in the next transaction': async (stage) => {
    const groupId = stage.name('group')
    await untilCoordinated(stage, groupId)
    const producer = await transactionalProducer(stage)
    await stage.ask({ ...producer, groupId })
    await stage.ask({ ...producer, groupId })
    await stage.ask({ ...producer, groupId: stage.name('other') })
    await ended(stage, 4, producer, 'abort')
    const request = { ...producer, groupId }
    await stage.insist(ApiKey.AddOffsetsToTxn, stage.version, request, isConcluding)
  },
  'of a group without a name': async (stage) => {
    await untilCoordinated(stage, stage.name('group'))
    await stage.ask({ ...(await transactionalProducer(stage)), groupId: '' })
  },
  'producers that are others': async (stage) => {
    const groupId = stage.name('group')
    await untilCoordinated(stage, groupId)
    const producer = await transactionalProducer(stage)
    const other = await transactionalProducer(stage, { suffix: 'other' })
    await untilTransactionsOf(stage, stage.name('nobody'))
    for (const wrong of [
      { ...producer, producerEpoch: producer.producerEpoch + 1 },
      { ...producer, producerEpoch: producer.producerEpoch - 1 },
      { ...producer, ...identityOf(other) },
      { ...producer, transactionalId: stage.name('nobody') },
      { ...producer, transactionalId: '' },
    ]) {
      await stage.ask({ ...wrong, groupId })
    }
  },
})
