import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { version as softwareVersion } from '../../version.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { outcomeOf, perItem, retriedByController, type Outcome } from '../asking/per-item.ts'
import { requestTimeoutMs } from '../asking/request-timeout.ts'

/** Levels of a feature, both included. */
export interface FeatureLevels {
  readonly min: number
  readonly max: number
}

/** Which features the cluster could have, and which it has. */
export interface FeatureDescription {
  /** What is in effect, such as `transaction.version`. */
  readonly finalized: ReadonlyMap<string, FeatureLevels>
  /** Counts the changes to what is in effect; undefined where the broker does not say. */
  readonly finalizedEpoch: bigint | undefined
  /** What the broker that was asked could do. */
  readonly supported: ReadonlyMap<string, FeatureLevels>
}

const namedSince = 3

/** See `Admin.describeFeatures`. */
export async function describeFeatures(
  cluster: Cluster,
  patience: Patience = {},
): Promise<FeatureDescription> {
  const action = 'describe features'
  const names = { clientSoftwareName: 'barnabus', clientSoftwareVersion: softwareVersion }
  return await cluster.ask(
    {
      action,
      to: 'any',
      api: ApiKey.ApiVersions,
      request: (version) => (version >= namedSince ? names : {}),
      read: ({ errorCode, finalizedFeatures, finalizedFeaturesEpoch, supportedFeatures }) => {
        throwIfError(errorCode, action)
        return {
          finalized: new Map(
            finalizedFeatures.map(({ name, minVersionLevel, maxVersionLevel }) => [
              name,
              { min: minVersionLevel, max: maxVersionLevel },
            ]),
          ),
          finalizedEpoch: finalizedFeaturesEpoch < 0n ? undefined : finalizedFeaturesEpoch,
          supported: new Map(
            supportedFeatures.map(({ name, minVersion, maxVersion }) => [
              name,
              { min: minVersion, max: maxVersion },
            ]),
          ),
        }
      },
    },
    patience,
  )
}

/** A level that a feature shall have. */
export interface FeatureUpdate {
  readonly feature: string
  /** 0: the feature is no more. */
  readonly level: number
  /** Left out: UPGRADE. A downgrade may lose metadata only if it is unsafe. */
  readonly type?: keyof typeof upgradeTypes
}

export interface UpdateFeaturesOptions extends Patience {
  /** Only finds out whether it could be done. */
  readonly validateOnly?: boolean
}

const upgradeTypes = { UPGRADE: 1, SAFE_DOWNGRADE: 2, UNSAFE_DOWNGRADE: 3 } as const
const typedSince = 1

/** See `Admin.updateFeatures`. */
export async function updateFeatures(
  cluster: Cluster,
  updates: readonly FeatureUpdate[],
  { validateOnly = false, ...patience }: UpdateFeaturesOptions = {},
): Promise<void> {
  const action = 'update features'
  await perItem(
    cluster,
    {
      action,
      items: updates,
      nameOf: ({ feature }) => feature,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items, deadline) => {
        const timeoutMs = requestTimeoutMs(cluster, deadline)
        const answer = await cluster.send(
          to,
          ApiKey.UpdateFeatures,
          (version) => ({
            timeoutMs,
            featureUpdates: items.map(({ feature, level, type = 'UPGRADE' }) => ({
              feature,
              maxVersionLevel: level,
              ...(version >= typedSince
                ? { upgradeType: upgradeTypes[type] }
                : { allowDowngrade: type !== 'UPGRADE' }),
            })),
            ...(validateOnly && { validateOnly }),
          }),
          deadline,
        )
        throwIfError(answer.errorCode, action, answer.errorMessage)
        const named = new Map(answer.results.map((found) => [found.feature, found]))
        return new Map(
          items.map(({ feature }): readonly [string, Outcome<string>] => {
            // From version 2 on there is one verdict for all of them, which was heard above.
            const { errorCode = 0, errorMessage = null } = named.get(feature) ?? {}
            return [feature, outcomeOf(errorCode, `update ${feature}`, errorMessage, () => feature)]
          }),
        )
      },
    },
    patience,
  )
}
