/** What is wrong with a copy, in words; nothing if it is one. Values are numbers in their order. */
export function whatIsWrongWith(
  copy: readonly (readonly number[])[],
  source: readonly (readonly number[])[],
): readonly string[] {
  return source.flatMap((expected, partition) => {
    const copied = copy[partition] ?? []
    const facts = [
      ...inWords('lost', missingIn(copied, expected)),
      ...inWords('copied twice', repeatedIn(copied)),
      ...inWords('from elsewhere', missingIn(expected, copied)),
      ...inWords('out of order', outOfOrderIn(copied)),
    ]
    return facts.map((fact) => `partition ${partition}: ${fact}`)
  })
}

const namedMax = 5

function inWords(what: string, numbers: readonly number[]): readonly string[] {
  if (numbers.length === 0) return []
  return [`${numbers.length} records ${what}: ${numbers.slice(0, namedMax).join(', ')}`]
}

/** Those of `wanted` that `numbers` has not. */
function missingIn(numbers: readonly number[], wanted: readonly number[]): readonly number[] {
  const there = new Set(numbers)
  return wanted.filter((number) => !there.has(number))
}

function repeatedIn(numbers: readonly number[]): readonly number[] {
  const seen = new Set<number>()
  return numbers.filter((number) => seen.size === seen.add(number).size)
}

function outOfOrderIn(numbers: readonly number[]): readonly number[] {
  return numbers.filter((number, position) => number < (numbers[position - 1] ?? number))
}
