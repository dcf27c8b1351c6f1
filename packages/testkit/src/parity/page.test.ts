import { ok } from 'node:assert/strict'
import { test } from 'node:test'

import { isWritten } from '../compatibility/printed-block.ts'
import { answersBlock } from './page.ts'

test('the page is what `npm run test:parity -- --write` would print', async () => {
  ok(await isWritten('npm run test:parity', answersBlock()))
})
