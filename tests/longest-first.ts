import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take a minute or more, the longest first; none of them may begin when the others are done. */
const longest = [
  'tests/signed-in-access.test.ts',
  'tests/leaks.test.ts',
  'src/demonstration/demonstration-actions.test.ts',
  'tests/crawler.test.ts',
  'tests/starting-and-stopping.test.ts',
  'src/publication/access.test.ts',
  'tests/kills.test.ts',
  'tests/refusals.test.ts',
  'src/mail/hostile-mail.test.ts',
]

/** Begins with what takes longest, so that no processor waits at the end for one file of the other's. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((file) => moduleId.endsWith(file))
  return place === -1 ? longest.length : place
}
