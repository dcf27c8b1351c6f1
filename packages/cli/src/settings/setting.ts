/** A setting as somebody gave it, and where, so that a wrong one can be found. */
export interface Setting {
  readonly value: string
  /** For people: `server.properties:12`, `--set`, `--port`. */
  readonly origin: string
}

/** Settings by name; who gives a name again replaces it. */
export type Settings = ReadonlyMap<string, Setting>
