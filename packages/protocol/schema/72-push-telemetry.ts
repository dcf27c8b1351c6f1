import { api, bool, bytes, int16, int32, int8, uuid } from './notation.ts'

/**
 * PushTelemetry (72): sends metrics of a client.
 */
export const pushTelemetry = api({
  key: 72,
  name: 'PushTelemetry',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    clientInstanceId: uuid,
    subscriptionId: int32,
    terminating: bool,
    compressionType: int8,
    metrics: bytes,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
  },
})
