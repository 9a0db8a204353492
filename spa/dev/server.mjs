// A stand-in for the gateway: dist, /session and /graphql from a small world in memory. For looking at pages
// without the stack, never for proving that they work with it.
import { createServer } from 'node:http';
import { readFileSync, existsSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { resolvers, world } from './world.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, '../dist');
const port = Number(process.env.PORT ?? 8107);
const sdl = process.env.AULA_MOCK_SCHEMA ?? join(here, '../../schema/api.graphql');
const schema = makeExecutableSchema({ typeDefs: readFileSync(sdl, 'utf8'), resolvers });
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws: wss:; media-src 'self' blob: data:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.m3u8': 'application/vnd.apple.mpegurl', '.m4s': 'video/iso.segment', '.mp4': 'video/mp4', '.vtt': 'text/vtt' };

function body(request) {
  return new Promise((resolve) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => resolve(text));
  });
}

function file(path) {
  const wanted = join(dist, normalize(path));
  return existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html');
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/graphql') {
    const { query, variables, operationName } = JSON.parse(await body(request));
    const locale = (request.headers['accept-language'] ?? 'es').slice(0, 2);
    const result = await graphql({ schema, source: query, variableValues: variables, operationName, contextValue: { locale } });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  } else if (pathname === '/session/sign-in' || pathname === '/session/sign-up') {
    world.signedIn = true;
    response.writeHead(302, { location: searchParams.get('return_to') ?? '/' }).end();
  } else if (pathname.startsWith('/mock/')) {
    // For trying what rarely happens: /mock/supersede?session=wse_1, /mock/identity?down=1
    if (pathname === '/mock/supersede') world.superseded.add(searchParams.get('session'));
    if (pathname === '/mock/identity') world.identityDown = searchParams.get('down') === '1';
    response.writeHead(204).end();
  } else if (pathname.startsWith('/media/p/')) {
    const wanted = join(process.env.AULA_MOCK_MEDIA ?? dist, normalize(pathname.split('/').slice(6).join('/')));
    const isThere = existsSync(wanted) && statSync(wanted).isFile();
    response.writeHead(isThere ? 200 : 404, { 'content-type': types[extname(wanted)] ?? 'application/octet-stream' }).end(isThere ? readFileSync(wanted) : '');
  } else if (pathname.startsWith('/session/')) {
    if (pathname.endsWith('sign-out')) world.signedIn = false;
    response.writeHead(world.signedIn ? 204 : 401).end();
  } else {
    const found = file(pathname);
    const headers = { 'content-type': types[extname(found)] ?? 'application/octet-stream', 'content-security-policy': csp };
    response.writeHead(200, headers).end(readFileSync(found));
  }
});
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
server.listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}`));
