import type { Result } from './compare.ts'

/** The cells of a comparison: a header, then a line per figure, with our ratio to each peer. */
export function tableOf(results: readonly Result[]): readonly (readonly string[])[] {
  const [us, ...peers] = results
  if (us === undefined) return []
  const header = ['', ...results.map(({ title }) => title), ...peers.map(ratioTitle)]
  const synced = ['synced', ...results.map(({ contestant }) => contestant.synced)]
  const differs = results.some(({ contestant }) => contestant.synced !== '')
  const lines = Object.entries(us.medians).map(([figure, ours]) => [
    figure,
    ...results.map(({ medians }) => readable(medians[figure] ?? Number.NaN)),
    ...peers.map(({ medians }) => ratio(ours, medians[figure])),
  ])
  return [header, ...(differs ? [[...synced, ...peers.map(() => '')]] : []), ...lines]
}

function ratioTitle({ contestant }: Result): string {
  return contestant.variant === '' ? 'ratio' : `ratio, ${contestant.variant}`
}

/** Nothing where only we have such a figure. */
function ratio(ours: number, theirs: number | undefined): string {
  return theirs === undefined ? '' : `${(ours / theirs).toFixed(2)} ×`
}

function readable(value: number): string {
  if (Number.isNaN(value)) return ''
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 })
}
