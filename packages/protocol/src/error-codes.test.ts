import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { kafkaErrorCodes, missingKafkaMessages } from '../schema/kafka-messages.ts'
import { ErrorCode, errorCodeName, errorInfo } from './error-codes.ts'

test(
  'we have the error codes of Kafka, all of them, under its names',
  { skip: missingKafkaMessages },
  () => {
    const ours = Object.values(ErrorCode).map((code) => ({ code, name: errorCodeName(code) }))
    const kafkas = kafkaErrorCodes().map(({ code, name }) => ({ code: Number(code), name }))
    deepEqual(ours, kafkas)
  },
)

test('some errors pass by themselves', () => {
  equal(errorInfo(ErrorCode.notLeaderOrFollower)?.retriable, true)
  equal(errorInfo(ErrorCode.topicAuthorizationFailed)?.retriable, false)
})

test('a code from the future has a name to show, and nothing more', () => {
  equal(errorCodeName(9999), 'UNKNOWN_ERROR_CODE_9999')
  equal(errorInfo(9999), undefined)
})
