import { isOperatingError } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import { duplicatesAmong } from '../duplicates.ts'
import { decideAlteration, type Alteration, type AlterVerdict } from './alter-configs.ts'
import { resourceKey, type ConfigResource } from './config-resource.ts'

/** What we answer about one resource whose settings were to be changed. */
export interface AlterAnswer extends ConfigResource {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

/** Changes settings: each resource wholly or not at all, durable and in effect when resolved. */
export async function alterResources(
  { broker, node }: RequestContext,
  alterations: readonly Alteration[],
  validateOnly: boolean,
): Promise<readonly AlterAnswer[]> {
  const asked = { id: node.id, settings: broker.settings.node(node.id) }
  const repeated = duplicatesAmong(alterations.map(({ resource }) => resourceKey(resource)))
  try {
    return await broker.metadata.changeConfigs((image) => {
      const verdicts = alterations.map((alteration): AlterVerdict => {
        if (repeated.has(resourceKey(alteration.resource))) return appearsTwice
        return decideAlteration(image, asked, alteration)
      })
      const changes = verdicts.flatMap((verdict) =>
        verdict.kind === 'change' && !validateOnly ? [verdict.change] : [],
      )
      const result = alterations.map(({ resource }, index) => answerOf(resource, verdicts[index]))
      return { changes, result }
    })
  } catch (error) {
    if (!isOperatingError(error)) throw error // What is expected: the data directory failed.
    const { message } = error
    const verdict: AlterVerdict = {
      kind: 'refused',
      errorCode: ErrorCode.kafkaStorageError,
      message,
    }
    return alterations.map(({ resource }) => answerOf(resource, verdict))
  }
}

const appearsTwice: AlterVerdict = {
  kind: 'refused',
  errorCode: ErrorCode.invalidRequest,
  message: 'Cannot change the settings of one resource twice in one request',
}

function answerOf(
  { resourceType, resourceName }: ConfigResource,
  verdict: AlterVerdict | undefined,
): AlterAnswer {
  const fault = verdict?.kind === 'refused' ? verdict : undefined
  const errorCode = fault?.errorCode ?? ErrorCode.none
  return { resourceType, resourceName, errorCode, errorMessage: fault?.message ?? null }
}
