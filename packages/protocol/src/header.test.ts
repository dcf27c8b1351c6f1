import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'

import { ApiKey } from './api-keys.ts'
import {
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  type RequestHeader,
} from './header.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

const produce = (apiVersion: number): RequestHeader => ({
  apiKey: ApiKey.Produce,
  apiVersion,
  correlationId: 258,
  clientId: 'me',
})

test('a request header gains tagged fields when its API becomes flexible', () => {
  equal(requestHex(produce(8)), '0000' + '0008' + '00000102' + '0002' + '6d65')
  equal(requestHex(produce(9)), '0000' + '0009' + '00000102' + '0002' + '6d65' + '00')
})

test('a request header is read as it was written', () => {
  for (const header of [produce(3), produce(13), { ...produce(9), clientId: null }]) {
    const reader = new Reader(Buffer.from(requestHex(header), 'hex'))
    deepEqual(decodeRequestHeader(reader), header)
    equal(reader.remaining, 0)
  }
})

test('tagged fields that a newer client adds to the header are skipped', () => {
  const hex = requestHex(produce(9)).slice(0, -2) + '01' + '07' + '02' + 'abcd' + 'ff'
  const reader = new Reader(Buffer.from(hex, 'hex'))
  deepEqual(decodeRequestHeader(reader), produce(9))
  equal(reader.remaining, 1)
})

test('a request for an API that does not exist is refused', () => {
  for (const apiKey of [-1, 4, 7, 999, 32_767]) {
    const writer = new Writer()
    writer.int16(apiKey)
    const reader = new Reader(Buffer.concat(writer.finish()))
    throws(
      () => decodeRequestHeader(reader),
      (error) => isOperatingError(error, 'PROTOCOL_UNKNOWN_API'),
    )
  }
})

test('the answer to ApiVersions has the oldest header in every version', () => {
  equal(responseHex({ apiKey: ApiKey.ApiVersions, apiVersion: 4 }), '00000001')
  equal(responseHex({ apiKey: ApiKey.Metadata, apiVersion: 8 }), '00000001')
  equal(responseHex({ apiKey: ApiKey.Metadata, apiVersion: 9 }), '0000000100')
})

test('a response header is read as it was written', () => {
  for (const sent of [
    { apiKey: ApiKey.ApiVersions, apiVersion: 4 },
    { apiKey: ApiKey.Metadata, apiVersion: 12 },
  ]) {
    const reader = new Reader(Buffer.from(responseHex(sent), 'hex'))
    deepEqual(decodeResponseHeader(reader, sent), { ...sent, correlationId: 1 })
    equal(reader.remaining, 0)
  }
})

function requestHex(header: RequestHeader): string {
  const writer = new Writer()
  encodeRequestHeader(writer, header)
  return Buffer.concat(writer.finish()).toString('hex')
}

function responseHex(answered: { readonly apiKey: ApiKey; readonly apiVersion: number }): string {
  const writer = new Writer()
  encodeResponseHeader(writer, { ...answered, correlationId: 1 })
  return Buffer.concat(writer.finish()).toString('hex')
}
