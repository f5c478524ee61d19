// Holds the import rules of ARCHITECTURE.md: which kind of file, and which folder, may import which.
// Import cycles are Biome's business (noImportCycles).
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const source = new URL('../src/', import.meta.url).pathname

/** A folder imports only from those to its left. */
const folders = [
  'scheme',
  'authorities',
  'cycle',
  'accounts',
  'casework',
  'statistics',
  'training',
  'survey',
  'handling-code',
  'letters',
  'review',
  'publication',
  'portal',
  'demonstration',
]
/** These know nothing of the domain's folders, but `scheme` where it stands beside. */
const ground = {
  database: ['command-line'],
  audit: ['database', 'command-line'],
  mail: ['database'],
  web: ['scheme'],
  'command-line': ['scheme', 'database'],
}

/** Calculations of theirs that know nothing but what they are given, so that rules may use them too. */
const groundRules = ['audit/audit-chain.ts', 'mail/mail.ts']

/** What a file of each kind may import from src/. */
const mayImport = {
  rule: ['rule'],
  store: ['rule', 'store', 'ground'],
  actions: ['rule', 'store', 'actions', 'ground'],
  edge: ['rule', 'store', 'actions', 'edge', 'ground'],
}

const problems = []
for (const file of sourceFiles(source)) {
  const from = describe(file)
  if (from.isTest || from.isAssembly) continue
  for (const target of importsOf(file)) checkImport(from, describe(target))
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log('import rules hold')

function checkImport(from, to) {
  const say = (why) => problems.push(`${from.path} imports ${to.path}: ${why}`)
  if (to.isAssembly) say('only app.ts, server.ts and cli.ts assemble')
  if (from.folder in ground) {
    if (to.folder !== from.folder && !ground[from.folder].includes(to.folder)) {
      say(`${from.folder} knows none of the domain's folders`)
    }
    return
  }
  if (!folders.includes(from.folder)) say(`${from.folder} has no place in the order of folders`)
  if (!mayImport[from.kind].includes(to.kind)) say(`a ${from.kind} file may not import a ${to.kind} file`)
  if (folders.indexOf(to.folder) > folders.indexOf(from.folder))
    say(`${to.folder} stands to the right of ${from.folder}`)
}

function describe(file) {
  const path = relative(source, file)
  const folder = path.includes('/') ? path.split('/')[0] : ''
  return {
    path,
    folder,
    kind: kindOf(path, folder),
    isTest: /\.test\.tsx?$/.test(path),
    isAssembly: folder === '',
  }
}

function kindOf(path, folder) {
  if (groundRules.includes(path)) return 'rule'
  if (folder in ground) return 'ground'
  if (/-store\.ts$/.test(path)) return 'store'
  if (/-actions\.ts$/.test(path)) return 'actions'
  if (/-(pages|page|api|commands)\.tsx?$/.test(path) || /\.tsx$/.test(path)) return 'edge'
  return 'rule'
}

function importsOf(file) {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+\.tsx?)'/g)].map(([, path]) =>
    join(dirname(file), path),
  )
}

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
