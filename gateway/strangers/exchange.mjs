// One request in raw text, and what comes of it.

import { connect } from 'node:net'

/** Sends and listens until the other side ends it: what came, and when. */
export function exchange({ port, host }, text, longestMs = 15_000) {
  return new Promise(resolve => {
    const began = performance.now()
    const parts = []
    let answered
    const socket = connect({ port, host })
    const timer = setTimeout(() => end(false), longestMs)
    function end(closed) {
      clearTimeout(timer)
      socket.destroy()
      resolve({ answer: Buffer.concat(parts).toString('latin1'), answeredMs: answered, closed, closedMs: performance.now() - began })
    }
    socket.on('connect', () => socket.write(Buffer.from(text, 'latin1')))
    socket.on('data', data => {
      answered ??= performance.now() - began
      parts.push(data)
    })
    socket.on('end', () => end(true))
    socket.on('close', () => end(true))
    socket.on('error', () => end(true))
  })
}

/** A question to the graph, after which the connection ends. */
export function question({ query }) {
  const body = JSON.stringify({ query })
  return `POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
