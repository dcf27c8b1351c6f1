import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ReadMemory } from './read-memory.ts'

test('one reader gets what it wants, up to half of the memory', () => {
  const memory = new ReadMemory({ sizeBytes: 1000, shareMin: 10 })
  equal(memory.open().reserve(300), 300)

  const greedy = new ReadMemory({ sizeBytes: 1000, shareMin: 10 }).open()
  equal(greedy.reserve(5000), 500)
})

test('however many readers there are, the memory is exceeded by their smallest shares only', () => {
  const memory = new ReadMemory({ sizeBytes: 1000, shareMin: 10 })
  const accounts = Array.from({ length: 200 }, () => memory.open())

  const shares = accounts.map((account) => account.reserve(5000))

  ok(shares.every((share) => share >= 10))
  ok(memory.takenBytes <= 1000 + 200 * 10)
})

test('whoever wants less than nothing gets nothing, and takes nothing from others', () => {
  const memory = new ReadMemory({ sizeBytes: 1000, shareMin: 10 })

  equal(memory.open().reserve(-500), 0)
  equal(memory.takenBytes, 0)
})

test('what was not read, and what has left, is free again', () => {
  const memory = new ReadMemory({ sizeBytes: 1000, shareMin: 10 })
  const account = memory.open()

  account.reserve(400)
  account.settle(100)
  equal(memory.takenBytes, 100)
  account.reserve(200)
  equal(memory.takenBytes, 200)
  account.settle(0)
  account.settle(0)
  equal(memory.takenBytes, 0)
})
