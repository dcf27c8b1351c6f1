import { ApiKey } from '@barnabus/protocol'

import { alterResources } from '../config/alter-resources.ts'
import { defineApi } from '../define-api.ts'

/**
 * IncrementalAlterConfigs (44), v0-1: sets, resets, appends to or subtracts from single settings.
 *
 * Each resource changes wholly or not at all. v1 is flexible.
 */
export const incrementalAlterConfigs = defineApi({
  key: ApiKey.IncrementalAlterConfigs,

  async handle(context, { resources, validateOnly }) {
    const alterations = resources.map((resource) => ({
      resource,
      operations: resource.configs,
      replace: false,
    }))
    return {
      throttleTimeMs: 0,
      responses: await alterResources(context, alterations, validateOnly),
    }
  },
})
