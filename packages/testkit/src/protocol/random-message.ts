import { assert, type Random } from '@barnabus/base'
import { Writer, apiByKey, type ApiKey, type ApiMessages } from '@barnabus/protocol'
import { type Api as ApiSchema, apis, randomMessage } from '@barnabus/protocol/schema'

/** A request of the right form with random content; fields `apiVersion` has not are at defaults. */
export function randomRequest<K extends ApiKey>(
  apiKey: K,
  apiVersion: number,
  random: Random,
): ApiMessages[K]['request'] {
  const message: unknown = randomMessage(schemaOf(apiKey).request, apiVersion, random)
  return message as ApiMessages[K]['request']
}

/** A response of the right form with random content. */
export function randomResponse<K extends ApiKey>(
  apiKey: K,
  apiVersion: number,
  random: Random,
): ApiMessages[K]['response'] {
  const message: unknown = randomMessage(schemaOf(apiKey).response, apiVersion, random)
  return message as ApiMessages[K]['response']
}

/** The bytes of a random request, without header and length. */
export function randomRequestBody(apiKey: ApiKey, apiVersion: number, random: Random): Uint8Array {
  const writer = new Writer()
  const request = randomRequest(apiKey, apiVersion, random)
  apiByKey(apiKey).request.encode(writer, request, apiVersion)
  return Buffer.concat(writer.finish())
}

function schemaOf(apiKey: ApiKey): ApiSchema {
  const schema = apis.find(({ key }) => key === apiKey)
  assert(schema !== undefined, `the schema has the API ${apiKey}`)
  return schema
}
