// Which process listens on a port of this machine, and what it takes. From /proc; nothing is known where there is none.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const LISTENING = '0A'

export function ownerOf(port) {
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file => inodes(file, port)).map(inode => `socket:[${inode}]`))
  return attempt(() => readdirSync('/proc'), []).find(pid => /^\d+$/.test(pid) && holds(pid, sockets))
}

function inodes(file, port) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const lines = attempt(() => readFileSync(file, 'utf8'), '').trim().split('\n').slice(1)
  return lines.map(line => line.trim().split(/\s+/)).filter(([, local, , state]) => local?.endsWith(suffix) && state === LISTENING).map(fields => fields[9])
}

function holds(pid, sockets) {
  return attempt(() => readdirSync(`/proc/${pid}/fd`), []).some(fd => sockets.has(attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '')))
}

export function residentMiB(pid) {
  const status = attempt(() => readFileSync(`/proc/${pid}/status`, 'utf8'), '')
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

/** Processes come and go while one looks. */
function attempt(look, otherwise) {
  try {
    return look()
  } catch {
    return otherwise
  }
}
