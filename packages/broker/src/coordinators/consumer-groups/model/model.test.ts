import { ok } from 'node:assert/strict'
import { test } from 'node:test'

import { seededRandom } from '@barnabus/testkit'

import { mistakes, withMistake } from './mistakes.fixture.ts'
import { runModel } from './model-run.fixture.ts'
import { Violation } from './violation.fixture.ts'

// `MODEL_SEED=17 MODEL_SEQUENCES=1` repeats one; `npm run faults` runs many more.
const firstSeed = Number(process.env['MODEL_SEED'] ?? 1)
const sequences = Number(process.env['MODEL_SEQUENCES'] ?? 300)
const turn = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve))
const sequencesMax = 400 // By then each mistake must have shown itself.

test(`${sequences} groups keep their promises, whatever happens to them`, async () => {
  for (let seed = firstSeed; seed < firstSeed + sequences; seed += 1) {
    try {
      await runModel(seededRandom(seed), turn)
    } catch (error) {
      if (!(error instanceof Violation)) throw error
      throw new Violation(`seed ${seed}: ${error.message}`)
    }
  }
})

for (const [name, mistake] of Object.entries(mistakes)) {
  test(`the model notices when ${name}`, async () => {
    let noticed: Violation | undefined
    await withMistake(mistake, async () => {
      for (let seed = 1; seed <= sequencesMax && noticed === undefined; seed += 1) {
        try {
          await runModel(seededRandom(seed), turn, mistake)
        } catch (error) {
          if (!(error instanceof Violation)) throw error
          noticed = error
        }
      }
    })
    ok(noticed !== undefined, 'nobody noticed')
  })
}
