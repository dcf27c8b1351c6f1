import { ApiKey } from '@barnabus/protocol'

import { alterResources } from '../config/alter-resources.ts'
import { OperationType } from '../config/config-operation.ts'
import { defineApi } from '../define-api.ts'

/**
 * AlterConfigs (33), v0-2: replaces all settings of a topic or broker; those not named are reset.
 *
 * v2 is flexible. KIP-339 replaced it by IncrementalAlterConfigs; old clients still send it.
 */
export const alterConfigs = defineApi({
  key: ApiKey.AlterConfigs,

  async handle(context, { resources, validateOnly }) {
    const alterations = resources.map((resource) => ({
      resource,
      operations: resource.configs.map((config) => ({
        ...config,
        configOperation: OperationType.set,
      })),
      replace: true,
    }))
    return {
      throttleTimeMs: 0,
      responses: await alterResources(context, alterations, validateOnly),
    }
  },
})
