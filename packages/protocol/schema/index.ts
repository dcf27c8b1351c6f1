import { readdirSync } from 'node:fs'

import { assert } from '@barnabus/base'

import { requestHeader, responseHeader } from './headers.ts'
import { consumerProtocolSubscription, consumerProtocolAssignment } from './consumer-protocol.ts'
import { controlRecordTypeSchema, endTxnMarker } from './control-records.ts'
import { producerSnapshot } from './producer-snapshot.ts'
import {
  legacyOffsetCommit,
  offsetCommit as offsetCommitRecord,
  groupMetadata,
} from './classic-group-records.ts'
import {
  consumerGroupMetadata,
  consumerGroupPartitionMetadata,
  consumerGroupMemberMetadata,
  consumerGroupTargetAssignmentMetadata,
  consumerGroupTargetAssignmentMember,
  consumerGroupCurrentMemberAssignment,
  consumerGroupRegularExpression,
} from './consumer-group-records.ts'
import { transactionLog } from './transaction-records.ts'
import type { Api, Message, StoredRecord } from './notation.ts'

/** Every API, in the order of the keys. The folder is the contents page: one file each. */
export const apis: readonly Api[] = await Promise.all(
  readdirSync(import.meta.dirname)
    .filter((file) => /^\d+-[a-z-]+\.ts$/.test(file))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map(declaredIn),
)

async function declaredIn(file: string): Promise<Api> {
  const declared = Object.values((await import(`./${file}`)) as Readonly<Record<string, Api>>)
  const [api] = declared
  assert(api?.kind === 'api' && declared.length === 1, `${file} declares one API`)
  assert(Number.parseInt(file, 10) === api.key, `${file} is named after its key`)
  return api
}

/** What is neither request nor response, by the file that declares it. */
export const others: Readonly<Record<string, readonly (Message | StoredRecord)[]>> = {
  headers: [requestHeader, responseHeader],
  'consumer-protocol': [consumerProtocolSubscription, consumerProtocolAssignment],
  'control-records': [controlRecordTypeSchema, endTxnMarker],
  'producer-snapshot': [producerSnapshot],
  'classic-group-records': [legacyOffsetCommit, offsetCommitRecord, groupMetadata],
  'consumer-group-records': [
    consumerGroupMetadata,
    consumerGroupPartitionMetadata,
    consumerGroupMemberMetadata,
    consumerGroupTargetAssignmentMetadata,
    consumerGroupTargetAssignmentMember,
    consumerGroupCurrentMemberAssignment,
    consumerGroupRegularExpression,
  ],
  'transaction-records': [transactionLog],
}

export type { Api, Field, Fields, Message, StoredRecord, Type } from './notation.ts'
export { randomMessage, type AnyMessage } from './random-message.ts'
