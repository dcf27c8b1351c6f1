/**
 * What is compared: messages of ours read and written there, messages of theirs read and written
 * here, headers, which versions there are, or compressed records.
 */
export type Direction = 'ours there' | 'theirs here' | 'headers' | 'versions' | 'records'
