export { ApiKey, apiNames, type ApiName } from './api-keys.ts'
export { apiByKey, apiInfo, isApiKey, type Api, type ApiInfo } from './apis.ts'
export type { Codec, MessageCodec, RecordCodec, VersionRange } from './codec.ts'
export {
  ErrorCode,
  errorCodeName,
  errorInfo,
  type ErrorInfo,
  type ErrorName,
} from './error-codes.ts'
export { protocolErrors } from './errors.ts'
export { FrameSplitter } from './frame.ts'
export {
  groupMetadataRecord,
  legacyOffsetCommitRecord,
  offsetCommitRecord,
} from './generated/classic-group-records.ts'
export {
  consumerGroupCurrentMemberAssignmentRecord,
  consumerGroupMemberMetadataRecord,
  consumerGroupMetadataRecord,
  consumerGroupPartitionMetadataRecord,
  consumerGroupRegularExpressionRecord,
  consumerGroupTargetAssignmentMemberRecord,
  consumerGroupTargetAssignmentMetadataRecord,
} from './generated/consumer-group-records.ts'
export {
  consumerProtocolAssignment,
  consumerProtocolSubscription,
} from './generated/consumer-protocol.ts'
export type * from './generated/messages.ts'
export { producerSnapshot } from './generated/producer-snapshot.ts'
export { transactionLogRecord } from './generated/transaction-records.ts'
export {
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  type RequestHeader,
  type ResponseHeader,
} from './header.ts'
export { Reader } from './reader.ts'
export * from './records/index.ts'
export {
  decodeRecordKey,
  decodeRecordValue,
  encodeRecordKey,
  encodeRecordValue,
  recordTypeOf,
} from './stored-record.ts'
export { parseUuid, uuidFromBytes, uuidToBytes, zeroUuid, type Uuid } from './uuid.ts'
export { Writer } from './writer.ts'
