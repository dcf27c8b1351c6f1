import { createRequire } from 'node:module'

import type { ApiKey } from './api-keys.ts'
import type { ApiCodec, VersionRange } from './codec.ts'
import { apiVersions } from './generated/api-versions.ts'
import type { ApiMessages } from './generated/messages.ts'

/** An API, typed by its key. */
export type Api<K extends ApiKey = ApiKey> = ApiCodec<
  K,
  ApiMessages[K]['request'],
  ApiMessages[K]['requestDraft'],
  ApiMessages[K]['response'],
  ApiMessages[K]['responseDraft']
>

/** What is known of an API without its codecs. */
export interface ApiInfo {
  readonly name: string
  readonly versions: VersionRange
  readonly flexibleSince: number
}

const requireHere = createRequire(import.meta.url)
const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.')) // .ts in a checkout.
const loaded = new Map<number, Api>()

/** Whether a number from the wire is the key of an API we have codecs for. */
export function isApiKey(key: number): key is ApiKey {
  return Object.hasOwn(apiVersions, key)
}

/** Name and versions of an API. */
export function apiInfo(key: ApiKey): ApiInfo {
  return apiVersions[key]
}

/**
 * The codecs of an API; undefined if there is no such API.
 *
 * They are loaded when first asked for, within this call: a process needs a few of the many APIs,
 * and as modules all of them would cost it 11 MB of memory and half of its time to start.
 */
export function apiByKey<K extends ApiKey>(key: K): Api<K>
export function apiByKey(key: number): Api | undefined
export function apiByKey(key: number): Api | undefined {
  const known = loaded.get(key)
  if (known !== undefined || !isApiKey(key)) return known
  const module = `./generated/${apiVersions[key].module}${extension}`
  const { api } = requireHere(module) as { readonly api: Api }
  loaded.set(key, api)
  return api
}
