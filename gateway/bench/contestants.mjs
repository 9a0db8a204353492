// The gateways and how each is started. Sharing of equal requests in flight is off everywhere: it would measure one execution as many.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HIVE_CONFIG = `export const gatewayConfig = {
  logging: false,
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } }
}
`

const APOLLO_SERVER = `import { readFileSync } from 'node:fs'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { ApolloGateway } from '@apollo/gateway'

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.argv[2], 'utf8') })
const server = new ApolloServer({ gateway, csrfPrevention: false })
await startStandaloneServer(server, { listen: { port: Number(process.argv[3]), host: '127.0.0.1' } })
`

/** @param place { root, peers, work, supergraph, schemas, subgraphUrl } */
export function contestants(place) {
  const modules = join(place.peers, 'node_modules')
  const hive = join(modules, '@graphql-hive', 'gateway', 'dist', 'bin.js')
  const file = (name, text) => {
    mkdirSync(place.work, { recursive: true })
    const path = join(place.work, name)
    writeFileSync(path, text)
    return path
  }
  const hiveCommand = port => [
    ...[process.execPath, join(modules, '.bin', 'hive-gateway'), 'supergraph', place.supergraph],
    ...['--host', '127.0.0.1', '--port', String(port), '--fork', '1', '--config-path', file('gateway.config.mjs', HIVE_CONFIG)]
  ]
  // Beside the modules it imports, because that is where they are looked for.
  const apollo = port => {
    const server = join(place.peers, 'apollo.mjs')
    writeFileSync(server, APOLLO_SERVER)
    return [process.execPath, server, place.supergraph, String(port)]
  }
  return [
    {
      name: 'aula',
      needs: join(place.root, 'bin', 'gateway'),
      command: port => [join(place.root, 'bin', 'gateway'), '--supergraph', place.supergraph, '--port', String(port)]
    },
    {
      name: 'grafbase',
      needs: join(modules, '@grafbase', `cli-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-unknown-linux-musl`, 'grafbase'),
      command(port) {
        const tables = Object.entries(place.schemas).map(
          ([name, text]) =>
            `[subgraphs.${name}]\nschema_path = ${JSON.stringify(file(`${name}.graphql`, text))}\nurl = "${place.subgraphUrl(name)}"\n`
        )
        const config = file('grafbase.toml', `[traffic_shaping]\ninflight_deduplication = false\n\n${tables.join('\n')}`)
        return [this.needs, 'dev', '--config', config, '--listen-address', `127.0.0.1:${port}`]
      }
    },
    {
      name: 'hive+rust',
      needs: join(modules, '@graphql-hive', 'router-runtime', 'package.json'),
      command: port => [...hiveCommand(port), '--hive-router-runtime']
    },
    { name: 'apollo', needs: join(modules, '@apollo', 'gateway', 'package.json'), command: apollo },
    { name: 'hive', needs: hive, command: hiveCommand }
  ]
}
