// Asks one question five times a second, over a connection of its own each time, until it is told that it is enough.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { exchange, question } from './exchange.mjs'

const text = question(workerData)
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
