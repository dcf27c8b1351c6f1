import type { Versions } from '../schema/notation.ts'

/** Versions, from `since` on, for which the same code is right. */
export interface Run {
  readonly since: number
  readonly code: string
}

/** Joins neighbouring versions with the same code, the lowest first. */
function runsOf([min, max]: Versions, codeOf: (version: number) => string): readonly Run[] {
  const runs: Run[] = []
  for (let version = min; version <= max; version += 1) {
    const code = codeOf(version)
    if (runs.at(-1)?.code !== code) runs.push({ since: version, code })
  }
  return runs
}

/** An expression that is right in each version. */
export function expressionOf(versions: Versions, codeOf: (version: number) => string): string {
  const [first, ...later] = runsOf(versions, codeOf)
  return later.reduce(
    (rest, run) => `version >= ${run.since} ? ${run.code} : ${rest}`,
    first?.code ?? '',
  )
}

/** Statements that are right in each version; nothing where there is nothing to do. */
export function statementsOf(versions: Versions, codeOf: (version: number) => string): string {
  const runs = runsOf(versions, codeOf)
  const last = runs.at(-1)
  if (last?.code === '' && runs.length > 1) {
    const earlier = statementsOf([versions[0], last.since - 1], codeOf)
    return `if (version < ${last.since}) {\n${earlier}}\n`
  }
  return chainOf(runs)
}

/** `if … else if … else`, from the highest versions down to the lowest. */
function chainOf(runs: readonly Run[]): string {
  const [lowest, ...higher] = runs
  const branches = higher
    .map(({ since, code }) => `if (version >= ${since}) {\n${code}}`)
    .toReversed()
  if (lowest === undefined || higher.length === 0) return lowest?.code ?? ''
  if (lowest.code !== '') branches.push(`{\n${lowest.code}}`)
  return `${branches.join(' else ')}\n`
}
