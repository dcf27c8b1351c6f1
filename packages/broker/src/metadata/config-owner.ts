/** Whose dynamic configs: a topic's, a group's, one broker's, or every broker's. */
export type ConfigOwner =
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'broker'; readonly nodeId: number }
  | { readonly kind: 'cluster' }
