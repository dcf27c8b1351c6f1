import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { fetchInRounds } from '../fetch/fetch-in-rounds.ts'
import { claimsToBeReplica, sessionRequestOf } from '../fetch/fetch-request.ts'
import { fetchResponse } from '../fetch/fetch-response.ts'
import { errorAnswer } from '../fetch/look-at-partition.ts'

const readCommitted = 1

/**
 * Fetch (1), v4-18: reads from partitions, and waits for more if there is not enough.
 *
 * v7 adds sessions (KIP-227), v9 and v12 leader epochs (KIP-320, KIP-595), v13 replaces names by
 * topic ids (KIP-516), v16 adds the addresses of other leaders (KIP-951). v12 is flexible.
 */
export const fetch = defineApi({
  key: ApiKey.Fetch,

  async handle(context, request) {
    const { node, broker } = context
    const { fetching, settings } = broker
    const sessions = fetching.sessionsOf(node.id)
    const session = sessions.begin(sessionRequestOf(context, request))
    if (session.kind === 'refused') {
      return fetchResponse(context, sessions.conclude(session, []))
    }
    if (claimsToBeReplica(context, request)) {
      const refused = session.targets.map((target) => ({
        target,
        answer: errorAnswer(target, ErrorCode.topicAuthorizationFailed),
        leader: undefined,
      }))
      return fetchResponse(context, sessions.conclude(session, refused))
    }

    const maxBytes = Math.min(request.maxBytes, settings.node(node.id)['fetch.max.bytes'])
    const memory = fetching.memory.open()
    context.whenSent(() => memory.settle(0))
    const round = await fetchInRounds(context, memory, {
      targets: session.targets,
      upTo: request.isolationLevel === readCommitted ? 'lastStable' : 'highWatermark',
      minBytes: Math.min(request.minBytes, maxBytes),
      maxBytes,
      maxWaitMs: request.maxWaitMs,
    })
    return fetchResponse(context, sessions.conclude(session, round.answers))
  },
})
