// All subgraphs of a scenario in one process, each under its own path. Fast and simple, because it is not what is measured.
// node subgraphs.mjs FOLDER: prints its port, then answers; /calls says how many requests there were.

import { createServer } from 'node:http'
import { parseQuery } from './graphql.mjs'
import { execute } from './rows.mjs'
import { readScenario } from './scenario.mjs'

const MOST_DOCUMENTS = 500
const { rows, schemas } = readScenario(process.argv[2])
const documents = new Map()
let calls = 0

function parsed(query) {
  const known = documents.get(query)
  if (known) return known
  const document = parseQuery(query)
  if (documents.size >= MOST_DOCUMENTS) documents.delete(documents.keys().next().value)
  documents.set(query, document)
  return document
}

function answer(body) {
  const { query, variables } = JSON.parse(body)
  try {
    return execute(rows, parsed(query), variables ?? {})
  } catch (error) {
    return { errors: [{ message: `${error.message} in ${query}` }] }
  }
}

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const name = request.url.slice(1)
    if (name === 'calls') return response.end(String(calls))
    if (!(name in schemas)) return response.writeHead(404).end()
    calls++
    const json = Buffer.from(JSON.stringify(answer(Buffer.concat(chunks).toString())))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length }).end(json)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
// The benchmark holds our standard input: when it ends, however it ends, so do we.
process.stdin.on('end', () => process.exit()).resume()
