// node plan.mjs MODULES SUPERGRAPH OPERATIONS FROM: plans each line of OPERATIONS, {document, labels}, from number FROM on, and
// writes a line for each, {plan} or {error}. A planner that dies takes this process along, and the caller goes on behind the line it died at.
import { readFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [modules, supergraph, operations, from] = process.argv.slice(2)
const entry = join(resolve(modules), '@graphql-hive/router-query-planner/dist/index.js')
const { QueryPlanner } = await import(pathToFileURL(entry))
const planner = new QueryPlanner(readFileSync(supergraph, 'utf8'))

for (const line of readFileSync(operations, 'utf8').split('\n').slice(Number(from))) {
  if (line === '') continue
  const { document, labels } = JSON.parse(line)
  writeSync(1, JSON.stringify(plan(document, labels)) + '\n')
}

function plan(document, labels) {
  try {
    return { plan: planner.plan(document, null, new Set(labels), 0) }
  } catch (error) {
    return { error: String(error.message ?? error) }
  }
}
