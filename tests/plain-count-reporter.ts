import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends the output with which Node ran the tests and one plain line of counts, "12 passed, 0 failed", for
 * programs and people that read the end of a log.
 */
export class PlainCountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    const brokenModules = modules.filter(
      (module) => module.errors().length > 0 || (module.state() === 'failed' && module.children.size === 0),
    )
    const passed = states.filter((state) => state === 'passed').length
    const failed = states.filter((state) => state === 'failed').length + brokenModules.length
    const skipped = states.filter((state) => state === 'skipped').length
    console.log(`on Node ${process.version}`)
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  }
}
