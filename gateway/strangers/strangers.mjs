// node strangers.mjs --url http://127.0.0.1:PORT [--paths /a,/b] [--idle N] [--half N] [--dripping N] [--announced N]
// Sends a running gateway on this machine what no client should, and says whether each of them was answered or let go in time, while a
// canary goes on being answered and the gateway's memory stays where it was. Ends with 1 if something did not hold.

import { connect } from 'node:net'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { exchange as exchangeWith, question } from './exchange.mjs'
import { codings, heads, large } from './messages.mjs'
import { residentMiB, ownerOf } from './process.mjs'

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    paths: { type: 'string', default: '/graphql' },
    query: { type: 'string', default: '{ __typename }' },
    idle: { type: 'string', default: '10000' },
    half: { type: 'string', default: '3000' },
    dripping: { type: 'string', default: '200' },
    announced: { type: 'string', default: '250' }
  }
})
const url = new URL(options.url ?? 'nowhere:')
if (!['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) || !url.port) {
  console.error('--url wants a gateway on this machine, like http://127.0.0.1:8080')
  process.exit(2)
}
const port = Number(url.port)
const host = url.hostname === '[::1]' ? '::1' : '127.0.0.1'
const exchange = (text, longestMs) => exchangeWith({ port, host }, text, longestMs)
const paths = options.paths.split(',')
const count = name => Math.min(20_000, Number(options[name]))
const pause = ms => new Promise(done => setTimeout(done, ms))

const ANSWER_MS = 1_000
const CANARY_MS = 250
/** For the slowest of all canaries: longer than this nobody waits for an answer without wondering. */
const LONGEST_CANARY_MS = 1_000
/** What a JVM may take and keep when it has met ten thousand connections for the first time. */
const GROWTH_MIB = 160
/** Of a busy machine, on which the client too waits for its turn. */
const SLACK_MS = 4_000

let failed = 0
function check(right, name, detail = '') {
  if (!right) failed++
  console.log(`${right ? 'ok    ' : 'FAILED'} ${name}${detail ? ` (${detail})` : ''}`)
}

const status = answer => Number(answer.slice(9, 12))

async function refused(name, text, expected) {
  const { answer, answeredMs, closed } = await exchange(text)
  const json = /\r\ncontent-type: application\/json/i.test(answer) && answer.includes('"errors"')
  const right = status(answer) === expected && closed && json && answeredMs < ANSWER_MS + (slow() ? SLACK_MS : 0)
  check(right, name, `${status(answer) || 'no answer'} in ${Math.round(answeredMs ?? -1)} ms${closed ? '' : ', not closed'}${json ? '' : ', no JSON'}`)
}

async function passed(name, text) {
  const { answer } = await exchange(text)
  check([200, 301, 302, 303, 401, 403, 404, 405].includes(status(answer)), name, `${status(answer) || 'no answer'}`)
}

/** One connection that only opens, sends its beginning, and says when it was let go. */
function hold(beginning, eachSecond) {
  return new Promise(resolve => {
    const began = performance.now()
    const socket = connect({ port, host })
    let timer
    const done = outcome => {
      clearInterval(timer)
      socket.destroy()
      resolve({ outcome, ms: performance.now() - began })
    }
    socket.on('connect', () => {
      if (beginning) socket.write(beginning)
      if (eachSecond) timer = setInterval(() => socket.write(eachSecond), 1_000)
    })
    socket.on('data', () => {})
    socket.on('error', error => done(error.code))
    socket.on('close', () => done('closed'))
    setTimeout(() => done('kept'), 90_000).unref()
  })
}

async function letGo(name, many, beginning, eachSecond, withinMs) {
  const all = []
  for (let i = 0; i < many; i++) {
    all.push(hold(beginning, eachSecond))
    if (i % 200 === 199) await pause(20)
  }
  const ended = await Promise.all(all)
  const late = ended.filter(({ outcome, ms }) => outcome === 'kept' || ms > withinMs + SLACK_MS)
  const longest = Math.max(...ended.map(({ ms }) => ms))
  check(late.length === 0, `${many} ${name} are let go within ${withinMs / 1000} s`, `the last after ${(longest / 1000).toFixed(1)} s`)
}

/** What is asked first is slow: nobody has met the question yet. */
async function warm() {
  for (let times = 0, tries = 0; times < 10 && tries < 60; tries++) {
    const { answer } = await exchange(question({ query: options.query }), 5_000)
    if (status(answer) === 200) times++
    else await pause(500)
  }
}

/**
 * Asks again and again over connections of its own, on a thread of its own: where ten thousand sockets are opened, an answer that is
 * there waits until somebody looks, and that would be our own slowness.
 */
const canary = { times: [], wrong: 0, lag: 0 }
await warm()
const song = new Worker(new URL('./canary.mjs', import.meta.url), { workerData: { port, host, query: options.query } })
const silent = new Promise(done => song.on('exit', done))
song.on('message', ({ ms, right, lagMs }) => {
  canary.times.push(ms)
  canary.lag = Math.max(canary.lag, lagMs)
  if (!right) canary.wrong++
})
const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
/** Whether even the canary waits, so that times say more of the machine than of the gateway. */
const slow = () => quantile(canary.times, 0.5) > CANARY_MS / 2

const owner = ownerOf(port)
await pause(4_000)
/** What the canary takes while nobody bothers the gateway. */
const usual = quantile(canary.times, 0.5)
const before = owner ? residentMiB(owner) : 0

for (const [name, text, expected] of heads) await refused(name, text, expected)
for (const path of paths) {
  for (const [name, lines, expected] of codings) {
    await refused(`${path}: ${name}`, `POST ${path} HTTP/1.1\r\nhost: a\r\n${lines}\r\n\r\n0\r\n\r\n`, expected)
  }
  await refused(`${path}: chunks in HTTP/1.0`, `POST ${path} HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 400)
  for (const [name, text] of large(path)) await passed(`${path}: ${name} passes`, text)
}
const announcement = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n`
await Promise.all([
  letGo('bodies that are announced and do not come', count('announced'), `${announcement}x`, undefined, 12_000),
  letGo('bodies that drip', count('dripping'), announcement, 'x', 12_000),
  letGo('heads that were half sent', count('half'), 'GET / HTTP/1.1\r\nhost: a\r\nx', undefined, 12_000),
  letGo('connections that say nothing', count('idle'), undefined, undefined, 62_000),
  letGo('connections that rest after an answer', 100, 'GET /health HTTP/1.1\r\nhost: a\r\n\r\n', undefined, 63_000)
])
song.postMessage('enough')
await silent

check(canary.wrong === 0, 'the canary was always answered', `${canary.times.length} times`)
const slowest = Math.max(...canary.times)
const within = share => Math.round(quantile(canary.times, share))
check(
  within(0.99) <= CANARY_MS && slowest <= LONGEST_CANARY_MS,
  `99 % of the canaries came back within ${CANARY_MS} ms and each within ${LONGEST_CANARY_MS} ms`,
  `before ${Math.round(usual)} ms, then median ${within(0.5)} ms, 95 % within ${within(0.95)} ms, 99 % within ${within(0.99)} ms, slowest ${Math.round(slowest)} ms, of which our own thread up to ${Math.round(canary.lag)} ms`
)
if (owner) {
  const after = residentMiB(owner)
  check(after - before < GROWTH_MIB, 'memory stays where it was', `${before} MiB before, ${after} MiB after`)
}
process.exit(failed === 0 ? 0 : 1)
