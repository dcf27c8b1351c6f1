import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { outcomeOf, perItem, retriedByController } from '../asking/per-item.ts'

/** Whom a quota is for: `{ user: 'alice', 'client-id': 'app' }`; null: whoever has none of their own. */
export type QuotaEntity = Readonly<Partial<Record<'user' | 'client-id' | 'ip', string | null>>>

/** Quotas of somebody, by Kafka's names, such as `producer_byte_rate`. */
export interface ClientQuotas {
  readonly entity: QuotaEntity
  readonly quotas: ReadonlyMap<string, number>
}

/** New quotas for somebody; null takes a quota away. */
export interface ClientQuotaAlteration {
  readonly entity: QuotaEntity
  readonly quotas: Readonly<Record<string, number | null>>
}

/** Which entities are meant: of each type named, one of that name, the default (null), or any. */
export interface ClientQuotaFilter {
  readonly entity?: Readonly<
    Partial<Record<'user' | 'client-id' | 'ip', string | null | { readonly any: true }>>
  >
  /** Only entities that have no other types than those named. */
  readonly strict?: boolean
}

const matchTypes = { exact: 0, default: 1, any: 2 } as const

/** See `Admin.describeClientQuotas`. */
export async function describeClientQuotas(
  cluster: Cluster,
  { entity = {}, strict = false }: ClientQuotaFilter,
  patience: Patience = {},
): Promise<readonly ClientQuotas[]> {
  const action = 'describe client quotas'
  const components = Object.entries(entity).map(([entityType, name]) => ({
    entityType,
    match: typeof name === 'string' ? name : null,
    matchType:
      name === null
        ? matchTypes.default
        : typeof name === 'string'
          ? matchTypes.exact
          : matchTypes.any,
  }))
  return await cluster.ask(
    {
      action,
      to: 'any',
      api: ApiKey.DescribeClientQuotas,
      request: () => ({ components, strict }),
      read: ({ errorCode, errorMessage, entries }) => {
        throwIfError(errorCode, action, errorMessage)
        return (entries ?? []).map((found) => ({
          entity: entityOf(found.entity),
          quotas: new Map(found.values.map(({ key, value }) => [key, value])),
        }))
      },
    },
    patience,
  )
}

export interface AlterClientQuotasOptions extends Patience {
  /** Only finds out whether it could be done. */
  readonly validateOnly?: boolean
}

/** See `Admin.alterClientQuotas`. */
export async function alterClientQuotas(
  cluster: Cluster,
  alterations: readonly ClientQuotaAlteration[],
  { validateOnly = false, ...patience }: AlterClientQuotasOptions = {},
): Promise<void> {
  await perItem(
    cluster,
    {
      action: 'alter client quotas',
      items: alterations,
      nameOf: ({ entity }) => nameOfEntity(entity),
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items, deadline) => {
        const request = { entries: items.map(entryOf), validateOnly }
        const { entries } = await cluster.send(
          to,
          ApiKey.AlterClientQuotas,
          () => request,
          deadline,
        )
        return new Map(
          entries.map(({ entity, errorCode, errorMessage }) => {
            const name = nameOfEntity(entityOf(entity))
            const done = (): undefined => undefined
            return [name, outcomeOf(errorCode, `alter the quotas of ${name}`, errorMessage, done)]
          }),
        )
      },
    },
    patience,
  )
}

function entryOf({ entity, quotas }: ClientQuotaAlteration) {
  return {
    entity: Object.entries(entity).map(([entityType, entityName]) => ({ entityType, entityName })),
    ops: Object.entries(quotas).map(([key, value]) => ({
      key,
      value: value ?? 0,
      remove: value === null,
    })),
  }
}

type FoundEntity = readonly { readonly entityType: string; readonly entityName: string | null }[]

function entityOf(found: FoundEntity): QuotaEntity {
  return Object.fromEntries(found.map(({ entityType, entityName }) => [entityType, entityName]))
}

function nameOfEntity(entity: QuotaEntity): string {
  return Object.entries(entity)
    .map(([type, name]) => `${type} ${name ?? '<default>'}`)
    .toSorted()
    .join(', ')
}
