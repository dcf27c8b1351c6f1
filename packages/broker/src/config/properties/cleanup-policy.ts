import { list, structured, type Property } from '@barnabus/base'

type CleanupPolicy = 'delete'

const known = list({ default: ['delete'], oneOf: ['compact', 'delete'], doc: '' })

/** What happens to old records. Compaction is known, and refused until it is there. */
export const cleanupPolicy: Property<readonly CleanupPolicy[]> = structured({
  kind: 'list',
  default: ['delete'],
  allowed: 'delete, or nothing: then records are kept for ever',
  doc: 'What happens to old records: "delete" removes them as the retention settings say.',
  write: (policies) => policies.join(','),
  parse(text) {
    const parsed = known.parse(text)
    if (parsed.kind === 'wrong') return parsed
    if (!parsed.value.includes('compact')) {
      return { kind: 'value', value: parsed.value.filter((policy) => policy === 'delete') }
    }
    return {
      kind: 'wrong',
      reason: 'log compaction is not implemented yet, and every record would be kept',
    }
  },
})
