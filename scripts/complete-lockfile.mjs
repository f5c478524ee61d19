// Adds to package-lock.json the optional platform packages that npm left out.
//
// A package such as Biome or Typst names one optional dependency per platform. Where the registry in use
// lacks some of those builds, `npm install` writes a lock file without them, and `npm ci` then refuses
// that lock file ("Missing … from lock file"). An entry of version, os and cpu is enough for `npm ci` to
// accept the lock and to skip the package on every other platform.
//
// Run after each change of dependencies: npm run lock && rm -rf node_modules && npm ci --ignore-scripts
import { readFileSync, writeFileSync } from 'node:fs'

const lockFile = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(lockFile, 'utf8'))

const operatingSystems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

let addedCount = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(place, name)) continue
    lock.packages[`node_modules/${name}`] = platformEntry(name, range)
    addedCount += 1
  }
}

lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
)
writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${addedCount} platform packages added to package-lock.json`)

function isLocked(place, name) {
  return (
    lock.packages[`${place}/node_modules/${name}`] !== undefined ||
    lock.packages[`node_modules/${name}`] !== undefined
  )
}

function platformEntry(name, range) {
  const words = name.split(/[^a-z0-9]+/)
  const os = operatingSystems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor)).slice(0, 1)
  return {
    version: range.replace(/^[^0-9]*/, ''),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
  }
}
