export { ApiKey, apiNames, type ApiName } from './api-keys.ts'
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
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  type RequestHeader,
  type ResponseHeader,
} from './header.ts'
export { Reader } from './reader.ts'
export * from './records/index.ts'
export { parseUuid, uuidFromBytes, uuidToBytes, zeroUuid, type Uuid } from './uuid.ts'
export { Writer } from './writer.ts'
