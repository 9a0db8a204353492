// A folder with one schema a subgraph, the supergraph, the rows and the query; the answer is there too, or worked out from the rows.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseQuery, parseSchema } from './graphql.mjs'
import { Rows, execute } from './rows.mjs'

export function readScenario(folder) {
  const read = name => readFileSync(join(folder, name), 'utf8')
  const schemas = {}
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.graphql') && file !== 'supergraph.graphql') schemas[file.slice(0, -'.graphql'.length)] = read(file)
  }
  const bySubgraph = Object.fromEntries(Object.entries(schemas).map(([name, text]) => [name, parseSchema(text)]))
  const types = {}
  for (const part of Object.values(bySubgraph)) {
    for (const [name, type] of Object.entries(part)) {
      const whole = (types[name] ??= { keys: [], fields: {} })
      whole.keys.push(...type.keys)
      Object.assign(whole.fields, type.fields)
    }
  }
  const rows = new Rows(types, JSON.parse(read('data.json')), bySubgraph)
  const { query } = JSON.parse(read('query.json'))
  const expected = existsSync(join(folder, 'expected.json')) ? JSON.parse(read('expected.json')) : execute(rows, parseQuery(query), {})
  return { schemas, supergraph: read('supergraph.graphql'), rows, query, expected }
}

/** The supergraph with every subgraph at its place on this machine. */
export function supergraphAt(scenario, url) {
  return scenario.supergraph.replace(/(@join__graph\(\s*name:\s*"([^"]+)",\s*url:\s*)"[^"]*"/g, (_, before, name) => `${before}"${url(name)}"`)
}

/**
 * The query with every root field under an alias of its own, so that no cache of documents or plans can know it. The alias is as
 * long for every number, and so is the answer.
 */
export function variant(query, number) {
  const prefix = `v${String(number).padStart(7, '0')}_`
  let braces = 0
  let brackets = 0
  let operation = false
  const text = query.replace(/[{}()]|\.\.\.\s*(?:on\s+)?\w*|[A-Za-z_]\w*/g, token => {
    if (token === '{') braces++
    if (token === '}') braces--
    if (token === '(') brackets++
    if (token === ')') brackets--
    if (braces === 0 && (token === 'query' || token === 'fragment')) operation = token === 'query'
    return braces === 1 && brackets === 0 && operation && /^[A-Za-z_]/.test(token) ? `${prefix}${token}:${token}` : token
  })
  return { text, prefix }
}
