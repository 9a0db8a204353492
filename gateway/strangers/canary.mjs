// Asks one question five times a second, over a connection of its own each time, until it is told that it is enough.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { exchange } from './exchange.mjs'

const body = JSON.stringify({ query: workerData.query })
const text = `POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
let going = true
parentPort.once('message', () => (going = false))
while (going) {
  delay.reset()
  const { answer, answeredMs } = await exchange(workerData, text, 5_000)
  parentPort.postMessage({
    ms: answeredMs ?? 5_000,
    right: answer.startsWith('HTTP/1.1 200 ') && answer.includes('"data"'),
    lagMs: Number.isFinite(delay.max) ? delay.max / 1e6 : 0
  })
  await new Promise(done => setTimeout(done, 200))
}
process.exit()
