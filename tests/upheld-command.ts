import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/upheld.js', import.meta.url))

export type CommandResult = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs `upheld` as a person would, in a process of its own, with extra environment. */
export async function upheld(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<CommandResult> {
  const child = startUpheld(words, environment)
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk
  })
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode, signal) => resolve(exitCode ?? (signal === null ? 1 : 128)))
  })
  return { code, ...output }
}

export function startUpheld(words: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [bin, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
