import { benchCasework } from './casework.ts'
import { benchFigures } from './figures.ts'
import { benchLetters } from './letters.ts'
import { benchRehearsal } from './rehearsal.ts'
import { benchSearch } from './search.ts'
import { benchSite } from './site.ts'

const benches: Readonly<Record<string, () => Promise<void>>> = {
  casework: benchCasework,
  letters: benchLetters,
  figures: benchFigures,
  rehearsal: benchRehearsal,
  search: benchSearch,
  site: benchSite,
}

const bench = benches[process.argv[2] ?? '']
if (!bench) {
  console.error(`Say which: npm run bench -- ${Object.keys(benches).join(' | ')}`)
  process.exit(2)
}
await bench()
