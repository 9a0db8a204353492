// What strangers.mjs sends: heads that are none (RFC 9112), bodies whose end two readers would see in different places, and large ones
// that are in order.

const HOST = 'host: a\r\n'
const get = lines => `GET / HTTP/1.1\r\n${lines}\r\n\r\n`
const post = (lines, version = '1.1') => `POST /graphql HTTP/${version}\r\n${HOST}${lines}\r\n\r\nhello`

/** Name, bytes, status. */
export const heads = [
  ['no request line', 'complete nonsense\r\n\r\n', 400],
  ['no host', get('x: 1'), 400],
  ['two hosts', get('host: a\r\nhost: b'), 400],
  ['a host with a blank', get('host: a b'), 400],
  ['a host with a path', get('host: a/b'), 400],
  ['a header with a blank in its name', get(`${HOST}x y: 1`), 400],
  ['a header with a blank behind its name', get(`${HOST}x : 1`), 400],
  ['a header without a colon', get(`${HOST}nothing`), 400],
  ['two lengths', post('content-length: 5\r\ncontent-length: 23'), 400],
  ['two lengths in HTTP/1.0', post('content-length: 5\r\ncontent-length: 23', '1.0'), 400],
  ['two lengths in a line', post('content-length: 5, 23'), 400],
  ['a negative length', post('content-length: -1'), 400],
  ['a length that is no number', post('content-length: abc'), 400],
  ['a target of 9 kB', `GET /${'t'.repeat(9_000)} HTTP/1.1\r\n${HOST}\r\n`, 414],
  ['a head of 18 kB', get(`${HOST}x: ${'h'.repeat(18_000)}`), 431],
  ['a body of 5 MB', `POST /graphql HTTP/1.1\r\n${HOST}content-type: application/json\r\ncontent-length: 5000000\r\n\r\nx`, 413],
  ['half a megabyte without an end of line', `GET /${'t'.repeat(500_000)}`, 414]
]

/** Name, header lines, status; sent to each path. */
export const codings = [
  ['a length beside chunks', 'transfer-encoding: chunked\r\ncontent-length: 5', 400],
  ['a length beside identity', 'transfer-encoding: identity\r\ncontent-length: 5', 400],
  ['identity', 'transfer-encoding: identity', 400],
  ['gzip alone', 'transfer-encoding: gzip', 400],
  ['chunks that are packed afterwards', 'transfer-encoding: chunked, gzip', 400],
  ['the same in two lines', 'transfer-encoding: chunked\r\ntransfer-encoding: gzip', 400],
  ['chunks twice', 'transfer-encoding: chunked, chunked', 400],
  ['a coding before the chunks', 'transfer-encoding: gzip, chunked', 501]
]

/** Name, bytes. */
export const large = path => [
  ['a target of 8 kB', `GET ${target(path)}${'t'.repeat(8_100 - target(path).length)} HTTP/1.1\r\n${HOST}connection: close\r\n\r\n`],
  ['a head of 16 kB', `GET ${target(path)} HTTP/1.1\r\n${HOST}connection: close\r\nx: ${'h'.repeat(16_000)}\r\n\r\n`],
  ['a head of many lines', `GET ${target(path)} HTTP/1.1\r\n${HOST}connection: close\r\n${'x-line: some value\r\n'.repeat(150)}\r\n`]
]

/** The graph wants a question. */
const target = path => `${path}?${path === '/graphql' ? 'query=%7B__typename%7D&x=' : 'x='}`
