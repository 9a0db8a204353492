// Answers queries over rows. How rows hang together is read off them, so that a scenario is data alone:
//  * rows named like a type's plural are that type's; others belong to the entity of the subgraph they are named after;
//  * a field of one object is the row whose key this row has under the field's name, or under the key's; failing that the first row;
//  * a field of many is the rows that point back in the same two ways; failing that the first two;
//  * "sums" in the data says which field is the sum of which required ones; any other @requires field without a row is null.

import { evaluate } from './graphql.mjs'

const MOST_WITHOUT_LINK = 2

export class Rows {
  constructor(types, data, subgraphTypes) {
    this.types = types
    this.sums = data.sums ?? {}
    this.byType = {}
    this.byKey = {}
    for (const [name, rows] of Object.entries(data)) {
      if (!Array.isArray(rows)) continue
      const type = this.typeOf(name, subgraphTypes)
      for (const row of rows) this.add(type, row)
    }
  }

  typeOf(rows, subgraphTypes) {
    const plural = Object.keys(this.types).find(type => rows.toLowerCase() === PLURALS[type.toLowerCase()] || rows === plain(type))
    return plural ?? Object.keys(subgraphTypes[rows]).find(type => type !== 'Query')
  }

  key(type) {
    return this.types[type].keys[0]
  }

  add(type, row) {
    const known = (this.byKey[type] ??= new Map()).get(String(row[this.key(type)]))
    if (known) {
      Object.assign(known, row)
      return
    }
    const added = { __type: type, ...row }
    this.byKey[type].set(String(row[this.key(type)]), added)
    ;(this.byType[type] ??= []).push(added)
  }

  find(type, key) {
    return this.byKey[type].get(String(key)) ?? null
  }

  /** The value of a field of a row; {@code given} is what a representation brought along. */
  value(row, name, args, given) {
    const type = row.__type
    const field = this.types[type].fields[name]
    if (type === 'Query') return this.root(field, { ...field.defaults, ...args })
    const target = this.types[field.type]
    if (!target) return this.scalar(row, type, name, given)
    if (field.list) return this.many(row, type, field.type)
    const key = this.key(field.type)
    const link = name in row ? row[name] : key !== this.key(type) ? row[key] : undefined
    return link === undefined ? this.byType[field.type][0] : this.find(field.type, link)
  }

  root(field, args) {
    if (!field.list) return args.id === undefined ? this.byType[field.type][0] : this.find(field.type, args.id)
    return args.first == null ? this.byType[field.type] : this.byType[field.type].slice(0, args.first)
  }

  scalar(row, type, name, given) {
    const sum = this.sums[`${type}.${name}`]
    if (sum) return sum.reduce((total, part) => total + (given ?? row)[part], 0)
    return row[name] ?? null
  }

  many(row, type, target) {
    const key = this.key(type)
    const back = Object.entries(this.types[target].fields).find(([, field]) => field.type === type && !field.list)?.[0]
    const rows = this.byType[target]
    const named = rows.filter(other => back in other && String(other[back]) === String(row[key]))
    if (rows.some(other => back in other)) return named
    if (key !== this.key(target) && rows.some(other => key in other)) return rows.filter(other => other[key] === row[key])
    return rows.slice(0, MOST_WITHOUT_LINK)
  }
}

const PLURALS = { person: 'people' }
const plain = type => `${type.toLowerCase()}s`

/** Executes a parsed query. */
export function execute(rows, document, variables) {
  const all = { ...document.defaults, ...variables }
  return { data: object(rows, { __type: 'Query' }, [document.selections], document, all, null) }
}

function object(rows, row, sets, document, variables, given) {
  const collected = new Map()
  for (const set of sets) collect(row.__type, set, document, variables, collected)
  const out = {}
  for (const [key, fields] of collected) {
    const { name } = fields[0]
    if (name === '__typename') {
      out[key] = row.__type
      continue
    }
    const args = {}
    for (const [argument, node] of Object.entries(fields[0].arguments)) args[argument] = evaluate(node, variables)
    const inner = fields.map(field => field.selections)
    if (name === '_entities') {
      out[key] = args.representations.map(representation => entity(rows, representation, inner, document, variables))
    } else {
      const value = rows.value(row, name, args, given)
      out[key] = complete(rows, value, inner, document, variables)
    }
  }
  return out
}

function entity(rows, representation, inner, document, variables) {
  const type = representation.__typename
  const row = rows.find(type, representation[rows.key(type)])
  return row && object(rows, row, inner, document, variables, representation)
}

function complete(rows, value, inner, document, variables) {
  if (Array.isArray(value)) return value.map(item => complete(rows, item, inner, document, variables))
  return value !== null && typeof value === 'object' ? object(rows, value, inner, document, variables, null) : value
}

function collect(type, set, document, variables, collected) {
  for (const selection of set) {
    if (!included(selection.directives, variables)) continue
    if (selection.key !== undefined) {
      if (!collected.has(selection.key)) collected.set(selection.key, [])
      collected.get(selection.key).push(selection)
      continue
    }
    const fragment = selection.spread === undefined ? selection : document.fragments[selection.spread]
    if (fragment.type === null || fragment.type === type) collect(type, fragment.selections, document, variables, collected)
  }
}

const included = (directives, variables) =>
  directives.every(({ name, arguments: args }) =>
    name === 'include' ? evaluate(args.if, variables) : name === 'skip' ? !evaluate(args.if, variables) : true
  )
