// Numbers to a table: medians over the rounds, ratios to the first gateway.

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const quantile = (values, q) => values[Math.min(values.length - 1, Math.floor(values.length * q))]

function summary(samples) {
  const latencies = samples.flatMap(sample => sample.latencies).toSorted((a, b) => a - b)
  return {
    cpu: median(samples.map(sample => sample.cpu)),
    calls: median(samples.map(sample => sample.calls)),
    rate: median(samples.map(sample => sample.rate)),
    memory: median(samples.map(sample => sample.memory)),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99)
  }
}

const COLUMNS = ['gateway', 'CPU ms/request', '× first', 'calls', 'p50 ms', 'p99 ms', 'requests/s', 'MiB']

function row(name, numbers, first) {
  return [
    name,
    numbers.cpu.toFixed(3),
    (numbers.cpu / first.cpu).toFixed(1),
    numbers.calls.toFixed(1),
    numbers.p50.toFixed(2),
    numbers.p99.toFixed(2),
    numbers.rate.toFixed(0),
    numbers.memory.toFixed(0)
  ]
}

function table(rows) {
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map(cells => cells[column].length)))
  return rows.map(cells => '  ' + cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')).join('\n')
}

export function report(loads, gateways, answerBytes) {
  const present = gateways.filter(gateway => !gateway.missing)
  const parts = [`Answer of ${(answerBytes / 1000).toFixed(0)} kB; medians of ${present[0]?.samples[0].length ?? 0} alternating rounds; every answer checked.`]
  for (const [index, kind] of loads.entries()) {
    const numbers = present.map(gateway => summary(gateway.samples[index]))
    parts.push(`${kind.name}\n${table([COLUMNS, ...present.map((gateway, i) => row(gateway.name, numbers[i], numbers[0]))])}`)
  }
  for (const { name, missing } of gateways) if (missing) parts.push(`${name} did not take part: ${missing}`)
  return '\n' + parts.join('\n\n') + '\n'
}
