/**
 * `npm run test:assignors`: our assignors, of the broker and of the client, share partitions out as
 * Apache Kafka's own do.
 *
 *   --groups N   how many random groups of each kind, each followed through five changes (400)
 *   --seed N     the same seed makes the same groups
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'
import { consumerGroupAssignors, type Assignor } from '@barnabus/broker'

import {
  cooperativeStickyAssignor,
  rangeAssignor,
  roundRobinAssignor,
  stickyAssignor,
  type PartitionAssignor,
} from '@barnabus/client'

import { javaProgram } from '../engines/java-program.ts'
import { interopDirectory } from '../engines/repository.ts'
import { seededRandom } from '../seeded-random.ts'
import { answerOf, questionOf } from './assignor-lines.ts'
import { clientQuestionOf } from './client-group-lines.ts'
import {
  compareClientAssignment,
  type ClientCase,
  type Comparison,
} from './compare-client-assignments.ts'
import { differenceOf } from './compare-assignments.ts'
import { laterClientGroup, randomClientGroup, type Kind } from './random-client-group.ts'
import { changedGroup, randomGroup, type RandomGroup } from './random-group.ts'

const clientAssignors: readonly PartitionAssignor[] = [
  rangeAssignor,
  roundRobinAssignor,
  stickyAssignor,
  cooperativeStickyAssignor,
]
const kinds: readonly Kind[] = [true, false].flatMap((isAlike) =>
  [true, false].map((hasRacks) => ({ isAlike, hasRacks })),
)
const changes = 5
const sameShareMin = 0.98
const worseShareMax = 0.0003
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
  const ofClients = await compareClientAssignors(Number(values.groups), Number(values.seed))
  return differences.length + ofClients === 0 ? 0 : 1
}

/**
 * Gives how many assignments of the client's assignors differ, and says so. The sticky ones move single
 * partitions until no move helps. Where that ends hangs on the order in which they go, now and then a
 * little better or worse: of ours hardly one may be worse.
 */
async function compareClientAssignors(groups: number, seed: number): Promise<number> {
  const cases = clientAssignors.flatMap((assignor) =>
    kinds.flatMap((kind) =>
      Array.from({ length: groups }, (_, index) =>
        lifeOfClientGroup(assignor, seed + index, kind),
      ).flat(),
    ),
  )
  const kafka = await javaProgram(join(interopDirectory, 'assignors'), 'ClientAssignors')
  const questions = cases.map(({ assignor, group }) => clientQuestionOf(assignor, group))
  const answers = await kafka.ask(questions)
  const compared = cases.map((one, index) => compareClientAssignment(one, answers[index] ?? ''))
  const having = (wanted: Comparison['verdict']): readonly Comparison[] =>
    compared.filter(({ verdict }) => verdict === wanted)
  const [same, better] = [having('same').length, having('better').length]
  const [worse, other] = [having('worse'), having('other')]
  for (const { what } of [...other, ...worse].slice(0, shownMax)) console.error(`✗ ${what}`)
  const sticky = `of the sticky ones ${better} are better and ${worse.length} worse`
  const figures = `${same} are the same, ${other.length} differ; ${sticky}`
  console.log(`the client's: ${cases.length} assignments, ${figures}`)
  const stickyCount = cases.filter(({ assignor }) => assignor === stickyAssignor.name).length
  const isFarOff = same < cases.length * sameShareMin
  const isWorse = worse.length > stickyCount * worseShareMax
  return other.length + Number(isFarOff) + Number(isWorse)
}

function lifeOfClientGroup(
  assignor: PartitionAssignor,
  seed: number,
  kind: Kind,
): readonly ClientCase[] {
  const random = seededRandom(seed)
  const cases: ClientCase[] = []
  let group = randomClientGroup(random, kind)
  for (let change = 0; change <= changes; change += 1) {
    const assigned = assignor.assign(group)
    cases.push({ assignor: assignor.name, group, assigned })
    group = laterClientGroup(random, assignor, { group, kind }, assigned, change + 1)
  }
  return cases
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
