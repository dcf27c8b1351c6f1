/** Topics that a group has for a source, whatever it retries. */
export interface GroupTopics {
  /** Messages that are given up. */
  readonly deadLetterTopic: string
  /** What became of them then, by their places. */
  readonly decisionsTopic: string
  /** Dead letters that the group is given once more. */
  readonly redriveTopic: string
  /** Its replies to requests that may be repeated, where it replies. */
  readonly repliesTopic: string
}

/** How they are called. */
export function groupTopics(source: string, group: string): GroupTopics {
  return {
    deadLetterTopic: `${source}.${group}.dead`,
    decisionsTopic: `${source}.${group}.dead.decisions`,
    redriveTopic: `${source}.${group}.redrive`,
    repliesTopic: `${source}.${group}.replies`,
  }
}
