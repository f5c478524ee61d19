#!/usr/bin/env node
import { fileURLToPath } from 'node:url'

// Read from the project's folder, not from wherever the command is typed: it says how JSX is compiled.
process.env.TSX_TSCONFIG_PATH = fileURLToPath(new URL('../tsconfig.json', import.meta.url))

await import('tsx/esm')
await import('../src/cli.ts')
