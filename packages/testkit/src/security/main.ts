/**
 * `npm run test:security`: our client and our bus with an Apache Kafka that asks who comes: TLS, SASL,
 * ACLs.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { isOperatingError, systemClock } from '@barnabus/base'

import { guard } from '../engines/guard/guard.ts'
import { administration } from './administration.ts'
import { makeCertificates } from './certificates.ts'
import type { Stage } from './check.ts'
import { forbiddenTopics } from './forbidden-topics.ts'
import { handshakes } from './handshakes.ts'
import { kafkajsShape } from './kafkajs-shape.ts'
import { logins } from './logins.ts'
import { secureKafka } from './secure-kafka.ts'
import { sessions } from './sessions.ts'
import { makeUsers } from './users.ts'

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'security-'))
  const release = guard({ directory })
  try {
    const certificates = await makeCertificates(directory)
    const kafka = await secureKafka(join(directory, 'kafka'), certificates)
    await kafka.node.start()
    try {
      await makeUsers(kafka)
      await runAll({ ...kafka, certificates })
    } finally {
      await kafka.node.kill()
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    release()
  }
}

/** Every check is run, so that all that is wrong is seen at once. */
async function runAll(stage: Stage): Promise<void> {
  const ofClient = [...logins, ...handshakes, ...administration, ...sessions, ...kafkajsShape]
  const checks = [...ofClient, ...forbiddenTopics]
  for (const { title, run } of checks) {
    const startedAtMs = systemClock.monotonicMs()
    let verdict = 'ok'
    try {
      await run(stage)
    } catch (error) {
      if (!isOperatingError(error)) throw error
      verdict = `FAILED: ${error.message}`
      process.exitCode = 1
    }
    const ms = Math.round(systemClock.monotonicMs() - startedAtMs)
    console.log(`${String(ms).padStart(6)} ms  ${title}: ${verdict}`)
  }
}

try {
  await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
