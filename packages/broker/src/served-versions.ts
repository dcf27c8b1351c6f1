import { assert } from '@barnabus/base'
import { apiInfo, type VersionRange } from '@barnabus/protocol'

import type { OfferedApi } from './offered-api.ts'

/** The versions in which we answer. */
export function servedVersions({ key, versions }: OfferedApi): VersionRange {
  const api = apiInfo(key)
  const min = Math.max(api.versions.min, versions?.min ?? 0)
  const max = Math.min(api.versions.max, versions?.max ?? Infinity)
  assert(min <= max, `at least one version of ${api.name} is served`)
  return { min, max }
}

/** The versions that ApiVersions names. */
export function advertisedVersions(api: OfferedApi): VersionRange {
  const { min, max } = servedVersions(api)
  return { min: api.advertisedVersionMin ?? min, max }
}
