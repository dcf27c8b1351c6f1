import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { apis } from '../schema/index.ts'
import { ApiKey, apiNames } from './api-keys.ts'
import { apiByKey, apiInfo, isApiKey } from './apis.ts'

test('every API of the schema has a key, a name, versions and codecs', () => {
  deepEqual(
    Object.entries(ApiKey).map(([name, key]) => ({ key, name })),
    apis.map(({ key, name }) => ({ key, name })),
  )
  for (const [name, key] of Object.entries(ApiKey)) {
    const { versions, flexibleSince } = apiByKey(key)
    equal(apiNames.get(key), name)
    equal(apiInfo(key).name, name)
    deepEqual(apiInfo(key).versions, versions)
    equal(apiInfo(key).flexibleSince, flexibleSince)
  }
})

test('a key that no API has leads to nothing', () => {
  for (const key of [-1, 4, 7, 82, 1000, NaN]) {
    equal(isApiKey(key), false)
    equal(apiByKey(key), undefined)
  }
})
