import { ApiKey, type FindCoordinatorRequestDraft } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'
import type { Stage } from '../stage.ts'

type Finding = Stage<typeof ApiKey.FindCoordinator>

const [group, transaction] = [0, 1]
const kindsSince = 1
const severalSince = 4

/** Looks for the coordinator of one key, in the form that the version has. */
function request({ version }: Finding, key: string, keyType = group): FindCoordinatorRequestDraft {
  const sought = version < severalSince ? { key } : { coordinatorKeys: [key] }
  return version < kindsSince ? sought : { ...sought, keyType }
}

/** Waits until there are coordinators: Kafka makes the topic for them when it is asked. */
async function untilFound(
  stage: Finding,
  coordinatorKeys: readonly string[],
  keyType = group,
): Promise<void> {
  await stage.until(ApiKey.FindCoordinator, 4, { keyType, coordinatorKeys }, (answer) =>
    answer.coordinators.every(({ errorCode }) => errorCode === 0),
  )
}

export const findCoordinator = scenariosOf(ApiKey.FindCoordinator, {
  'of a group': async (stage) => {
    await untilFound(stage, [stage.name('group')])
    await stage.ask(request(stage, stage.name('group')))
  },
  'of a transactional id': {
    since: kindsSince,
    play: async (stage) => {
      await untilFound(stage, [stage.name('id')], transaction)
      await stage.ask(request(stage, stage.name('id'), transaction))
    },
  },
  'of the empty name': async (stage) => {
    await untilFound(stage, [stage.name('group')])
    await stage.attempt(ApiKey.FindCoordinator, stage.version, request(stage, ''))
    if (stage.version < kindsSince) return
    await untilFound(stage, [stage.name('id')], transaction)
    await stage.attempt(ApiKey.FindCoordinator, stage.version, request(stage, '', transaction))
  },
  'with more behind it': async (stage) => {
    await untilFound(stage, [stage.name('group')])
    const behind = Uint8Array.of(transaction) // Where v0 ends, later versions have the key type.
    const asked = request(stage, stage.name('group'))
    await stage.attempt(ApiKey.FindCoordinator, stage.version, asked, behind)
  },
  'of several groups': {
    since: severalSince,
    play: async (stage) => {
      const coordinatorKeys = ['b', 'a', 'a'].map((suffix) => stage.name(suffix))
      await untilFound(stage, coordinatorKeys)
      await stage.ask({ coordinatorKeys })
      await stage.ask({ coordinatorKeys: [] })
    },
  },
  'of several transactional ids': {
    since: severalSince,
    play: async (stage) => {
      const coordinatorKeys = ['b', 'a', 'a'].map((suffix) => stage.name(suffix))
      await untilFound(stage, coordinatorKeys, transaction)
      await stage.ask({ coordinatorKeys, keyType: transaction })
      await stage.ask({ coordinatorKeys: [], keyType: transaction })
    },
  },
  'kinds that are none': {
    since: kindsSince,
    play: async (stage) => {
      for (const keyType of [3, 99, -1]) {
        const wrong = request(stage, 'x', keyType)
        await stage.attempt(ApiKey.FindCoordinator, stage.version, wrong)
      }
    },
  },
})
