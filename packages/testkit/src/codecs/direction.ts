/**
 * What is compared:
 *
 * - `ours there`: a message of ours, read and written by them.
 * - `theirs here`: a message of theirs, read and written by us.
 * - `unknown tags`: the same with tagged fields in it that nobody knows. They keep those, we do not
 *   (KIP-482 asks for no more than to skip them), so it is the message without them that comes back.
 * - `headers`, `versions`, `records`: what their names say.
 */
export type Direction =
  'ours there' | 'theirs here' | 'unknown tags' | 'headers' | 'versions' | 'records'
