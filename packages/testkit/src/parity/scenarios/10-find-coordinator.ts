import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

export const findCoordinator = scenariosOf(ApiKey.FindCoordinator, {
  'of a group': async (stage) => {
    const key = stage.name('group')
    const request = stage.version >= 4 ? { coordinatorKeys: [key] } : { key }
    await stage.until(ApiKey.FindCoordinator, 4, { coordinatorKeys: [key] }, (answer) =>
      answer.coordinators.every(({ errorCode }) => errorCode === 0),
    )
    await stage.ask(request)
  },
  'of several groups': {
    since: 4,
    play: async (stage) => {
      const coordinatorKeys = ['b', 'a', 'a'].map((suffix) => stage.name(suffix))
      await stage.until(ApiKey.FindCoordinator, 4, { coordinatorKeys }, (answer) =>
        answer.coordinators.every(({ errorCode }) => errorCode === 0),
      )
      await stage.ask({ coordinatorKeys })
      await stage.ask({ coordinatorKeys: [] })
    },
  },
  'kinds that are none': {
    since: 1,
    play: async (stage) => {
      const key = stage.version >= 4 ? { coordinatorKeys: ['x'] } : { key: 'x' }
      for (const keyType of [3, 99, -1]) {
        const request = { ...key, keyType }
        await stage.attempt(ApiKey.FindCoordinator, stage.version, request)
      }
    },
  },
})
