// Sends requests over a number of connections for a while, one at a time on each, and checks every answer.

import { connect } from 'node:net'

const LONGEST_MS = 10_000

/** A keep-alive HTTP connection; it reads no more of HTTP than the gateways here write. */
class Connection {
  constructor(port) {
    this.received = Buffer.alloc(0)
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.on('data', data => this.read(data))
    this.socket.on('error', error => this.fail(error))
    this.socket.on('close', () => this.fail(new Error('the connection was closed')))
  }

  post(body) {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
      this.timer = setTimeout(() => this.fail(new Error(`no answer within ${LONGEST_MS} ms`)), LONGEST_MS)
      this.socket.write(
        'POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\naccept: application/json\r\n' +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
      )
    })
  }

  fail(error) {
    clearTimeout(this.timer)
    this.socket.destroy()
    this.waiting?.reject(error)
    this.waiting = undefined
  }

  read(data) {
    this.received = this.received.length === 0 ? data : Buffer.concat([this.received, data])
    const answer = complete(this.received)
    if (!answer || !this.waiting) return
    clearTimeout(this.timer)
    this.received = Buffer.alloc(0)
    const { resolve } = this.waiting
    this.waiting = undefined
    resolve(answer)
  }

  close() {
    this.socket.removeAllListeners('close')
    this.socket.destroy()
  }
}

function complete(bytes) {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end).toLowerCase()
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/.exec(head)
  if (length) {
    const whole = end + 4 + Number(length[1])
    return bytes.length < whole ? undefined : { status, body: bytes.subarray(end + 4, whole) }
  }
  return chunked(bytes, end + 4, status)
}

function chunked(bytes, from, status) {
  const parts = []
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (size === 0) return bytes.length < line + 4 ? undefined : { status, body: Buffer.concat(parts) }
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
    if (at > bytes.length) return undefined
  }
}

/**
 * {@code next} gives a body and what checks its answer. Resolves to the number of requests, the seconds they took and every
 * latency in milliseconds; rejects at the first answer that is wrong.
 */
export async function load({ port, connections, seconds, next }) {
  const latencies = []
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = new Connection(port)
      try {
        do {
          const { body, check } = next()
          const sent = performance.now()
          const answer = await connection.post(body)
          latencies.push(performance.now() - sent)
          check(answer)
        } while (performance.now() < until)
      } finally {
        connection.close()
      }
    })
  )
  return { requests: latencies.length, seconds: (performance.now() - began) / 1000, latencies }
}

/** One request, for finding out whether anybody answers. */
export async function ask(port, body) {
  const connection = new Connection(port)
  try {
    return await connection.post(body)
  } finally {
    connection.close()
  }
}
