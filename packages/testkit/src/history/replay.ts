import { checkHistory } from './check-history.ts'
import { readHistory } from './model/history-file.ts'

const shownMax = 20

/** Checks a recorded history again, prints what it shows, and gives the number of failures. */
export async function replay(path: string): Promise<number> {
  const { origin, operations } = await readHistory(path)
  const { failures, reports } = checkHistory(operations)
  console.log(`${operations.length} operations on ${origin.engine}, seed ${origin.seed}`)
  for (const { anomaly, what } of reports.slice(0, shownMax)) console.log(`${anomaly}: ${what}`)
  for (const { anomaly, what } of failures.slice(0, shownMax)) {
    console.error(`FAILED ${anomaly}: ${what}`)
  }
  console.log(`${failures.length} failures, ${reports.length} reports`)
  return failures.length
}
