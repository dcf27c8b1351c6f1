import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'

/**
 * ListPartitionReassignments (46), v0: the partitions whose replicas are moving.
 *
 * There are none at any time: all replicas are the same files, so a move is over as it begins.
 */
export const listPartitionReassignments = defineApi({
  key: ApiKey.ListPartitionReassignments,

  handle: () => ({ errorCode: ErrorCode.none, errorMessage: null, topics: [] }),
})
