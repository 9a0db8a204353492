// Child processes in groups of their own, what they use, and their end.

import { spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'

const TICK_MS = 10
const running = new Set()

/** Starts a program whose output goes to {@code log}; it is ended with us. */
export function start(command, options) {
  mkdirSync(dirname(options.log), { recursive: true })
  const out = openSync(options.log, 'w')
  const child = spawn(command[0], command.slice(1), {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ['pipe', options.pipe ? 'pipe' : out, out]
  })
  const started = { child, pid: child.pid, log: options.log, exited: false }
  child.on('error', () => (started.exited = true))
  child.on('exit', () => (started.exited = true))
  running.add(started)
  return started
}

/** Ends one of ours, with everything it started. */
export async function stop(started) {
  running.delete(started)
  for (const [signal, wait] of [['SIGTERM', 2000], ['SIGKILL', 2000]]) {
    if (started.exited && membersOf(started.pid).length === 0) return
    try {
      process.kill(-started.pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < wait && !(started.exited && membersOf(started.pid).length === 0); waited += 50) {
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}

export async function stopAll() {
  await Promise.all([...running].map(stop))
}

process.on('exit', () => {
  for (const { pid } of running) {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
})

/** /proc's line of a process, from its state on: names may hold spaces and brackets. */
function stat(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

function membersOf(group) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name) && Number(stat(name)?.[2]) === group)
}

/** Processor time that a group has used so far, in milliseconds, user and system together. */
export function cpuMs(group) {
  return membersOf(group).reduce((total, pid) => {
    const fields = stat(pid)
    return total + (fields ? (Number(fields[11]) + Number(fields[12])) * TICK_MS : 0)
  }, 0)
}

/** Resident memory of a group in MiB. */
export function residentMiB(group) {
  return membersOf(group).reduce((total, pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'latin1')
      return total + Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
    } catch {
      return total
    }
  }, 0)
}

export function lastLines(log) {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ').slice(0, 300)
  } catch {
    return ''
  }
}
