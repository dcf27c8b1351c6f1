/** What is to be compacted cannot be read as it was written. */
export class CompactionDamage extends Error {
  override readonly name = 'CompactionDamage'
}
