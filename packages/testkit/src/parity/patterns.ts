// Patterns are in the syntax of RE2: Kafka reads them with RE2/J 1.8, Barnabus with its port RE2JS.

/** What only Barnabus reads. */
export const notForKafka: readonly string[] = ['{+', '\\p{Emoji}*']

/** What only Kafka reads. */
export const onlyForKafka: readonly string[] = ['\\é', '(a{100}){11}']

/** A letter of Unicode 14, which is newer than RE2/J 1.8. */
export const newCapital = '\u{10570}'
