// As much of GraphQL as the benchmark's subgraphs need: reading schemas and queries. Queries come from gateways, so anything
// they may legally send must be understood; what is not, throws.

const TOKEN = /"""[^]*?"""|"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\.\.|[{}()[\]:!=$@|&]|#[^\n]*/g

class Tokens {
  constructor(text) {
    this.all = text.match(TOKEN).filter(token => token[0] !== '#')
    this.at = 0
  }

  peek() {
    return this.all[this.at]
  }

  next() {
    return this.all[this.at++]
  }

  take(token) {
    if (this.peek() !== token) return false
    this.at++
    return true
  }

  expect(token) {
    if (!this.take(token)) throw new Error(`expected ${token}, found ${this.peek()}`)
  }
}

function value(tokens) {
  const token = tokens.next()
  if (token === '$') return { variable: tokens.next() }
  if (token === '[') {
    const items = []
    while (!tokens.take(']')) items.push(value(tokens))
    return { items }
  }
  if (token === '{') {
    const fields = {}
    while (!tokens.take('}')) {
      const name = tokens.next()
      tokens.expect(':')
      fields[name] = value(tokens)
    }
    return { fields }
  }
  if (token[0] === '"') return { constant: JSON.parse(token) }
  if (token === 'true' || token === 'false' || token === 'null') return { constant: JSON.parse(token) }
  return { constant: /^[-\d]/.test(token) ? Number(token) : token }
}

export function evaluate(node, variables) {
  if ('variable' in node) return variables[node.variable]
  if ('items' in node) return node.items.map(item => evaluate(item, variables))
  if ('fields' in node) return Object.fromEntries(Object.entries(node.fields).map(([name, inner]) => [name, evaluate(inner, variables)]))
  return node.constant
}

function namedValues(tokens) {
  const named = {}
  if (!tokens.take('(')) return named
  while (!tokens.take(')')) {
    const name = tokens.next()
    tokens.expect(':')
    named[name] = value(tokens)
  }
  return named
}

function directives(tokens) {
  const found = []
  while (tokens.take('@')) found.push({ name: tokens.next(), arguments: namedValues(tokens) })
  return found
}

function selections(tokens) {
  const found = []
  tokens.expect('{')
  while (!tokens.take('}')) found.push(selection(tokens))
  return found
}

function selection(tokens) {
  if (tokens.take('...')) {
    if (tokens.peek() !== 'on' && /^[A-Za-z_]/.test(tokens.peek())) return { spread: tokens.next(), directives: directives(tokens) }
    const type = tokens.take('on') ? tokens.next() : null
    return { type, directives: directives(tokens), selections: selections(tokens) }
  }
  const first = tokens.next()
  const name = tokens.take(':') ? tokens.next() : first
  return {
    key: first,
    name,
    arguments: namedValues(tokens),
    directives: directives(tokens),
    selections: tokens.peek() === '{' ? selections(tokens) : []
  }
}

/** The one operation of a document, and its fragments by name. */
export function parseQuery(text) {
  const tokens = new Tokens(text)
  const document = { fragments: {}, defaults: {} }
  while (tokens.peek() !== undefined) {
    if (tokens.take('fragment')) {
      const name = tokens.next()
      tokens.expect('on')
      const type = tokens.next()
      directives(tokens)
      document.fragments[name] = { type, selections: selections(tokens) }
      continue
    }
    if (tokens.peek() !== '{') {
      if (tokens.next() !== 'query') throw new Error('only queries are answered')
      if (/^[A-Za-z_]/.test(tokens.peek())) tokens.next()
      variables(tokens, document.defaults)
      directives(tokens)
    }
    document.selections = selections(tokens)
  }
  return document
}

function variables(tokens, defaults) {
  if (!tokens.take('(')) return
  while (!tokens.take(')')) {
    tokens.expect('$')
    const name = tokens.next()
    tokens.expect(':')
    typeText(tokens)
    if (tokens.take('=')) defaults[name] = evaluate(value(tokens), {})
  }
}

function typeText(tokens) {
  const list = tokens.take('[')
  const name = list ? typeText(tokens).name : tokens.next()
  if (list) tokens.expect(']')
  tokens.take('!')
  return { name, list }
}

/** Object types by name: { keys, fields: { name: { type, list, defaults } } }. Everything else in the text is passed over. */
export function parseSchema(text) {
  const tokens = new Tokens(text)
  const types = {}
  while (tokens.peek() !== undefined) {
    if (tokens.next() !== 'type') continue
    const type = (types[tokens.next()] ??= { keys: [], fields: {} })
    for (const directive of directives(tokens)) {
      if (directive.name === 'key') type.keys.push(directive.arguments.fields.constant)
    }
    tokens.expect('{')
    while (!tokens.take('}')) field(tokens, type)
  }
  return types
}

function field(tokens, type) {
  const name = tokens.next()
  const defaults = {}
  if (tokens.take('(')) {
    while (!tokens.take(')')) {
      const argument = tokens.next()
      tokens.expect(':')
      typeText(tokens)
      if (tokens.take('=')) defaults[argument] = evaluate(value(tokens), {})
    }
  }
  tokens.expect(':')
  const { name: target, list } = typeText(tokens)
  directives(tokens)
  type.fields[name] = { type: target, list: Boolean(list), defaults }
}
