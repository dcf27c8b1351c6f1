import { createHash } from 'node:crypto'

import type { Failure } from '../messages/bus-headers.ts'

const fingerprintChars = 16

/** What a handler threw, as it is written down. */
export function failureOf(error: unknown, atMs: number): Failure {
  const { name, message, place } =
    error instanceof Error
      ? { name: error.name, message: error.message, place: firstFrame(error) }
      : { name: typeof error, message: String(error), place: '' }
  return { name, message, fingerprint: fingerprintOf(name, message, place), atMs }
}

/** Errors of one kind from one place look alike, whatever ids and amounts they name. */
function fingerprintOf(name: string, message: string, place: string): string {
  const shape = message.replaceAll(/"[^"]*"|'[^']*'|[\da-f-]{8,}|\d+/giu, '…')
  const hash = createHash('sha256').update(`${name}\n${shape}\n${place}`)
  return hash.digest('hex').slice(0, fingerprintChars)
}

/** The function that threw, without line numbers, which change with every release. */
function firstFrame({ stack = '' }: Error): string {
  return /^\s+at (?:async )?([^\s(]+)/m.exec(stack)?.[1] ?? ''
}
