/** Says whether a transactional id is asked for. */
export type IdPattern = (transactionalId: string) => boolean

/**
 * Reads a pattern that ids match as a whole, in the syntax of RE2: matching takes time in
 * proportion to the id. Null or empty: every id. Undefined: it is no such pattern.
 */
export async function idPattern(text: string | null): Promise<IdPattern | undefined> {
  if (text === null || text === '') return () => true
  const { RE2JS, RE2JSException } = await import('re2js')
  try {
    const pattern = RE2JS.compile(text)
    return (transactionalId) => pattern.matches(transactionalId)
  } catch (error) {
    if (error instanceof RE2JSException) return undefined
    throw error
  }
}
