import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'

import { generate } from './generate.ts'

const folder = new URL('../src/generated/', import.meta.url)

test('the committed codecs are those that the schema says: if not, `npm run generate`', () => {
  const files = generate()
  deepEqual(readdirSync(folder).toSorted(), [...files.keys()].toSorted())
  for (const [name, text] of files) equal(readFileSync(new URL(name, folder), 'utf8'), text, name)
})
