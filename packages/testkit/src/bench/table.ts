import type { Result } from './compare.ts'

/** The cells of a comparison: a header, then a line per figure, with our ratio to each peer. */
export function tableOf(results: readonly Result[]): readonly (readonly string[])[] {
  const [us, ...peers] = results
  if (us === undefined) return []
  const header = ['', ...results.map(({ title }) => title), ...peers.map(ratioTitle)]
  const synced = ['synced', ...results.map(({ contestant }) => contestant.synced)]
  const lines = Object.entries(us.medians).map(([figure, ours]) => [
    figure,
    ...results.map(({ medians }) => readable(medians[figure] ?? Number.NaN)),
    ...peers.map(({ medians }) => `${(ours / (medians[figure] ?? Number.NaN)).toFixed(2)} ×`),
  ])
  return [header, [...synced, ...peers.map(() => '')], ...lines]
}

function ratioTitle({ contestant }: Result): string {
  return contestant.variant === '' ? 'ratio' : `ratio, ${contestant.variant}`
}

function readable(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 })
}
