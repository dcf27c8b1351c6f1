/** A record of an internal topic as its log keeps it. */
export interface RecordBytes {
  readonly key: Uint8Array
  /** Null: a tombstone. What the key names is gone. */
  readonly value: Uint8Array | null
}
