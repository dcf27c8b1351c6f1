import type { Store } from './store.ts'

/**
 * Forgets where a group is in a topic and in what the bus keeps for both, so that it begins anew.
 * For a topic that was made again, or after records were lost; nobody may handle it meanwhile.
 */
export async function forgetPositions(
  store: Store,
  { group, topic }: { readonly group: string; readonly topic: string },
): Promise<void> {
  const statement = `DELETE FROM barnabus_positions
    WHERE group_id = $1 AND (topic = $2 OR substr(topic, 1, length($3)) = $3)`
  const ownTopics = `${topic}.${group}.`
  await store.transaction(({ execute }) => execute(statement, [group, topic, ownTopics]))
}
