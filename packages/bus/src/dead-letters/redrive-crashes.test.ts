import { deepEqual, equal } from 'node:assert/strict'
import { env } from 'node:process'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Crash } from '../crash.ts'
import { operatorStepNames } from '../steps.ts'
import { FailingGroup, impatient, untilFull } from './dead-letters.fixture.ts'

// As many as fit into a test; more are asked for by name.
const letterCount = Number(env['BARNABUS_REDRIVE_LETTERS'] ?? 300)

describe('an operator who is stopped at any step of a redrive', { concurrency: 2 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  for (const step of operatorStepNames) {
    for (const time of step.startsWith('decisions-') ? [1] : [1, 2]) {
      test(`R23: a redrive that is run again sends each letter once: ${step}, time ${time}`, async () => {
        await using given = await FailingGroup.start(cluster)
        const values = Array.from({ length: letterCount }, (_, n) => `v${n}`)
        const bystander: string[] = []
        given.rejects = true
        await given.handle()
        await given.bus.handle(
          given.topic,
          { group: cluster.name('other'), ...impatient },
          ({ value }) => bystander.push(value!),
        )
        await given.publish(values)
        await given.died(letterCount)
        await untilFull(bystander, letterCount)
        given.isBroken = false

        const crash = new Crash(step, time)
        const first = await given.operator({ env: crash.env, steps: crash })
        void first.letters.redrive().catch(() => undefined)
        await crash.happened
        const second = await given.operator()
        const report = await second.letters.redrive()
        await given.succeeded(letterCount)
        await second.bus.close()

        deepEqual(given.handled.toSorted(), values.toSorted(), 'each arrives once')
        equal(report.sent + report.left.decided, letterCount)
        deepEqual(bystander.toSorted(), values.toSorted(), 'others are given nothing')
      })
    }
  }
})
