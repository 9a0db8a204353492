// node bench.mjs --root CHECKOUT --home FOLDER [--data FOLDER] [--rounds N] [--seconds S] [--warm S] [--only a,b] [--minutes M]
// Compares gateways over one scenario on loopback; see README.md beside this file.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { contestants } from './contestants.mjs'
import { ask, load } from './load.mjs'
import { cpuMs, lastLines, residentMiB, start, stop, stopAll } from './processes.mjs'
import { readScenario, supergraphAt, variant } from './scenario.mjs'
import { report } from './report.mjs'

const LOADS = [
  { name: 'identical queries, one connection', connections: 1, varied: false },
  { name: 'varied queries, one connection', connections: 1, varied: true },
  { name: 'identical queries, ten connections', connections: 10, varied: false },
  { name: 'varied queries, ten connections', connections: 10, varied: true }
]
const READY_MS = 90_000
// Compilers of running code need many requests; a gateway without one is slower and stops at the seconds.
const WARM_REQUESTS = 20_000

const { values: options } = parseArgs({
  options: {
    root: { type: 'string' },
    home: { type: 'string' },
    data: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    warm: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '15' }
  }
})

const scenario = readScenario(resolve(options.data ?? join(import.meta.dirname, 'scenario')))
const work = join(options.home, 'bench', 'work')
const pause = ms => new Promise(done => setTimeout(done, ms))
let number = 0

/** Requests for one gateway; its first answer is compared in full, later ones with that, byte for byte. */
function questions(varied) {
  let known
  const same = { body: JSON.stringify({ query: scenario.query }), prefix: '' }
  return () => {
    const { body, prefix } = varied ? variedBody() : same
    const check = answer => {
      const text = prefix ? answer.body.toString('utf8').replaceAll(prefix, '') : answer.body.toString('utf8')
      if (text === known) return
      if (answer.status !== 200 || !isDeepStrictEqual(onlyData(text), scenario.expected)) {
        throw new Error(`a wrong answer (${answer.status}): ${text.slice(0, 300)}`)
      }
      known = text
    }
    return { body, check }
  }
}

function variedBody() {
  const { text, prefix } = variant(scenario.query, ++number)
  return { body: JSON.stringify({ query: text }), prefix }
}

function onlyData(text) {
  const { data, errors } = JSON.parse(text)
  return errors ? { data, errors } : { data }
}

function freePort() {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

async function startSubgraphs() {
  const folder = resolve(options.data ?? join(import.meta.dirname, 'scenario'))
  const started = start([process.execPath, join(import.meta.dirname, 'subgraphs.mjs'), folder], {
    log: join(work, 'subgraphs.log'),
    pipe: true
  })
  const port = await new Promise((done, fail) => {
    started.child.stdout.once('data', text => done(Number(text)))
    started.child.once('exit', () => fail(new Error(`the subgraphs do not start: ${lastLines(started.log)}`)))
  })
  return { url: name => `http://127.0.0.1:${port}/${name}`, calls: async () => Number(await (await fetch(`http://127.0.0.1:${port}/calls`)).text()) }
}

/** Starts a gateway and waits for its first right answer; the reason is in {@code missing} if there is none. */
async function startGateway(contestant) {
  if (!existsSync(contestant.needs)) return { ...contestant, missing: 'it is not installed: the registry did not have it, or has no build for this machine' }
  const port = await freePort()
  const process = start(contestant.command(port), { log: join(work, `${contestant.name}.log`), cwd: work, env: contestant.env })
  const next = questions(false)
  let reason = 'it never listened'
  for (const until = Date.now() + READY_MS; Date.now() < until && !process.exited; ) {
    try {
      const { body, check } = next()
      check(await ask(port, body))
      return { ...contestant, process, port, samples: LOADS.map(() => []) }
    } catch (error) {
      reason = error.message
      await pause(500)
    }
  }
  await stop(process)
  return { ...contestant, missing: `${process.exited ? 'it ended' : reason}: ${lastLines(process.log)}` }
}

async function warm(gateway, kind, seconds) {
  const next = questions(kind.varied)
  let left = WARM_REQUESTS
  const until = Date.now() + seconds * 1000
  while (left > 0 && Date.now() < until) left -= (await load({ port: gateway.port, connections: kind.connections, seconds: 1, next })).requests
}

async function measure(gateway, kind, seconds, subgraphs) {
  const before = { cpu: cpuMs(gateway.process.pid), calls: await subgraphs.calls() }
  const run = await load({ port: gateway.port, connections: kind.connections, seconds, next: questions(kind.varied) })
  return {
    cpu: (cpuMs(gateway.process.pid) - before.cpu) / run.requests,
    calls: ((await subgraphs.calls()) - before.calls) / run.requests,
    rate: run.requests / run.seconds,
    latencies: run.latencies,
    memory: residentMiB(gateway.process.pid)
  }
}

async function main() {
  mkdirSync(work, { recursive: true })
  const subgraphs = await startSubgraphs()
  const supergraph = join(work, 'supergraph.graphql')
  writeFileSync(supergraph, supergraphAt(scenario, subgraphs.url))
  const place = { root: options.root, peers: join(options.home, 'bench', 'peers'), work, supergraph, schemas: scenario.schemas, subgraphUrl: subgraphs.url }
  const wanted = options.only.split(',').filter(Boolean)
  const gateways = []
  for (const contestant of contestants(place)) {
    if (wanted.length > 0 && !wanted.includes(contestant.name)) continue
    const gateway = await startGateway(contestant)
    console.log(gateway.missing ? `${gateway.name}: cannot take part: ${gateway.missing}` : `${gateway.name}: ready`)
    gateways.push(gateway)
  }
  const present = gateways.filter(gateway => !gateway.missing)
  for (const gateway of present) {
    for (const kind of LOADS.slice(2)) await warm(gateway, kind, Number(options.warm) / 2)
  }
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const [index, kind] of LOADS.entries()) {
      // Every other round backwards, so that none always follows the same neighbour.
      for (const gateway of round % 2 === 0 ? present : present.toReversed()) {
        gateway.samples[index].push(await measure(gateway, kind, Number(options.seconds), subgraphs))
      }
    }
    console.log(`round ${round + 1} of ${options.rounds}`)
  }
  console.log(report(LOADS, gateways, JSON.stringify(scenario.expected).length))
}

const deadline = setTimeout(() => {
  console.error(`not done within ${options.minutes} minutes`)
  process.exit(1)
}, Number(options.minutes) * 60_000)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
try {
  await main()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
clearTimeout(deadline)
await stopAll()
process.exit()
