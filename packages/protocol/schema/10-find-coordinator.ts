import { api, array, int16, int32, int8, string } from './notation.ts'

/**
 * FindCoordinator (10): names the broker that coordinates a group (0), a transaction (1) or a
 * share partition (2).
 *
 * - v1: keyType; before it, groups only.
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: flexible.
 * - v4: several keys at once (KIP-699).
 * - v5: TRANSACTION_ABORTABLE may be answered (KIP-890).
 * - v6: share partitions, as "groupId:topicId:partition" (KIP-932).
 */
export const findCoordinator = api({
  key: 10,
  name: 'FindCoordinator',
  versions: [0, 6],
  flexibleSince: 3,
  request: {
    key: string.until(3),
    keyType: int8.since(1).default(0),
    coordinatorKeys: array(string).since(4),
  },
  response: {
    throttleTimeMs: int32.since(1).ignorable,
    errorCode: int16.until(3),
    errorMessage: string.since(1).until(3).nullable.ignorable,
    nodeId: int32.until(3),
    host: string.until(3),
    port: int32.until(3),
    coordinators: array({
      key: string,
      nodeId: int32,
      host: string,
      port: int32,
      errorCode: int16,
      errorMessage: string.nullable.ignorable,
    }).since(4),
  },
})
