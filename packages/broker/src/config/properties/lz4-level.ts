import { structured, type Property } from '@barnabus/base'

/** Kafka's default, which stands for the fast compressor. We have no other. */
const fast = 9

/** How hard lz4 tries. */
export const lz4Level: Property<typeof fast> = structured<typeof fast>({
  kind: 'int',
  default: fast,
  allowed: 'only 9',
  doc: 'How hard lz4 tries where compression.type asks us to compress: 9 is its fast way.',
  write: String,
  parse: (text) =>
    text.trim() === String(fast)
      ? { kind: 'value', value: fast }
      : { kind: 'wrong', reason: 'only the fast compressor is implemented, which is level 9' },
})
