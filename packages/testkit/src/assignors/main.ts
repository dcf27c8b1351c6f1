/**
 * `npm run test:assignors`: our assignors share partitions out as Apache Kafka's own do.
 *
 *   --groups N   how many random groups of each kind, each followed through five changes (400)
 *   --seed N     the same seed makes the same groups
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'
import { consumerGroupAssignors, type Assignor } from '@barnabus/broker'

import { javaProgram } from '../engines/java-program.ts'
import { interopDirectory } from '../engines/repository.ts'
import { seededRandom } from '../seeded-random.ts'
import { answerOf, questionOf } from './assignor-lines.ts'
import { differenceOf } from './compare-assignments.ts'
import { changedGroup, randomGroup, type RandomGroup } from './random-group.ts'

const changes = 5
const shownMax = 5

interface Case {
  readonly assignor: string
  readonly group: RandomGroup
  readonly ours: string
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      groups: { type: 'string', default: '400' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  })
  const cases = consumerGroupAssignors.flatMap((assignor) =>
    [true, false].flatMap((homogeneous) =>
      Array.from({ length: Number(values.groups) }, (_, index) =>
        lifeOfGroup(assignor, Number(values.seed) + index, homogeneous),
      ).flat(),
    ),
  )
  const kafka = await javaProgram(join(interopDirectory, 'assignors'), 'KafkaAssignors')
  const answers = await kafka.ask(cases.map(({ assignor, group }) => questionOf(assignor, group)))
  const differences = cases.flatMap(
    ({ assignor, group, ours }, index) =>
      differenceOf(assignor, group, ours, answers[index] ?? '') ?? [],
  )
  for (const difference of differences.slice(0, shownMax)) console.error(`✗ ${difference}`)
  const title = `Apache Kafka ${kafka.kafkaVersion}, seed ${values.seed}`
  console.log(`${title}: ${cases.length} assignments, ${differences.length} differ`)
  return differences.length === 0 ? 0 : 1
}

/** What we assign to a group at first, and after each of some changes. */
function lifeOfGroup(assignor: Assignor, seed: number, homogeneous: boolean): readonly Case[] {
  const random = seededRandom(seed)
  const cases: Case[] = []
  let group = randomGroup(random, homogeneous)
  for (let change = 0; change <= changes; change += 1) {
    const assignment = assignor.assign(group)
    cases.push({ assignor: assignor.name, group, ours: answerOf(group, assignment) })
    group = changedGroup(random, group, assignment)
  }
  return cases
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
