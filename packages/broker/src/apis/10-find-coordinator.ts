import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'

const nobody = {
  // Until there are coordinators: an answer that clients give up on, and show.
  errorCode: ErrorCode.unsupportedVersion,
  errorMessage: 'This broker coordinates no groups and no transactions yet',
  nodeId: -1,
  host: '',
  port: -1,
}

/**
 * FindCoordinator (10), v0-6: names the node that coordinates a group or a transaction.
 *
 * There is none for anything yet. It is served all the same, because librdkafka, whatever its
 * version, takes v0 of it for the sign that a broker knows LZ4, and sends uncompressed batches to
 * others without a word. v3 is flexible; v4 asks for several keys at once.
 */
export const findCoordinator = defineApi({
  key: ApiKey.FindCoordinator,

  handle: ({ apiVersion }, { coordinatorKeys }) =>
    apiVersion < 4 ? nobody : { coordinators: coordinatorKeys.map((key) => ({ ...nobody, key })) },
})
