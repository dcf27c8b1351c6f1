/** A record to be written. */
export interface RecordDraft {
  readonly key?: Uint8Array | null
  readonly value?: Uint8Array | null
  readonly headers?: readonly { readonly key: string; readonly value: Uint8Array | null }[]
  /** In ms; -1 (none) if left out. */
  readonly timestamp?: bigint
}
