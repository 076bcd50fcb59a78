// Prints `N passed, N failed` (and `, N skipped` where there are some) from the results that vitest wrote as JSON.
// Exits with 1 when a test failed or none ran.
import { readFileSync } from 'node:fs'

const text = readFileSync(process.argv[2] ?? '', 'utf8')
const results = text === '' ? { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] } : JSON.parse(text)

// A file that could not be loaded has no failed test of its own, and counts as one.
const unloaded = results.testResults.filter(({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length

const passed = results.numPassedTests
const failed = results.numFailedTests + unloaded
const skipped = results.numPendingTests + results.numTodoTests

console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
