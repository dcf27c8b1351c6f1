/** Whether everything that we serve is compared. Pure: what is served and what is played in, gaps out. */
import { servedApis, servedVersions } from '@barnabus/broker'
import { apiInfo, type ApiKey, type VersionRange } from '@barnabus/protocol'

/** An API that is served, and in which versions. */
export interface ServedVersions {
  readonly apiKey: ApiKey
  readonly versions: VersionRange
}

/** An API at one version. */
export interface Answered {
  readonly apiKey: ApiKey
  readonly version: number
}

/** What is served and not compared, each with its reason. */
const notCompared: ReadonlyMap<ApiKey, string> = new Map()

/** What the broker of this checkout serves. */
const served: readonly ServedVersions[] = servedApis.map((api) => ({
  apiKey: api.key,
  versions: servedVersions(api),
}))

/** In words, what is served and not played at its lowest or highest version, without a reason. */
export function coverageGaps(
  answered: Iterable<Answered>,
  offered: readonly ServedVersions[] = served,
  excused: ReadonlyMap<ApiKey, string> = notCompared,
): readonly string[] {
  const seen = new Set(Array.from(answered, nameOf))
  return offered.flatMap(({ apiKey, versions: { min, max } }) => {
    const ends = [...new Set([min, max])].map((version) => nameOf({ apiKey, version }))
    const gaps = ends.filter((name) => !seen.has(name))
    if (!excused.has(apiKey)) return gaps.map((name) => `${name} is served and in no scenario`)
    return gaps.length > 0 ? [] : [`${apiInfo(apiKey).name} needs no excuse any more`]
  })
}

function nameOf({ apiKey, version }: Answered): string {
  return `${apiInfo(apiKey).name} v${version}`
}
