// Composes the subgraphs' SDL into supergraph.graphql (for the gateway) and api.graphql (for clients).
// `--check` writes nothing and fails when the checked-in files are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices, compositionHasErrors, transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { parse, print } from 'graphql';
import { lint } from './lint.mjs';

const here = dirname(fileURLToPath(import.meta.url));
// The urls are names, not addresses: the gateway replaces them by AULA_IDENTITY_URL and its like.
const SUBGRAPHS = ['identity', 'courses', 'social'];

function read(file) {
  try {
    return readFileSync(join(here, file), 'utf8');
  } catch {
    return '';
  }
}

function fail(title, lines) {
  console.error(`schema: ${title}`);
  for (const line of lines) console.error(`  - ${line}`);
  process.exit(1);
}

const services = SUBGRAPHS.map((name) => ({
  name,
  url: `http://${name}/graphql`,
  typeDefs: parse(read(`${name}.graphqls`), { noLocation: true }),
}));

const problems = lint(services);
if (problems.length > 0) fail('the SDL breaks its own rules', problems);

const result = composeServices(services);
if (compositionHasErrors(result)) {
  fail('the subgraphs do not compose', result.errors.map((error) => error.message));
}

const note = '# Composed by schema/compose.mjs. Do not edit: change the subgraph and run `npm --prefix schema run compose`.\n';
const outputs = {
  'supergraph.graphql': `${note}${print(parse(result.supergraphSdl))}\n`,
  'api.graphql': `${note}${print(transformSupergraphToPublicSchema(parse(result.supergraphSdl)))}\n`,
};

if (process.argv.includes('--check')) {
  const stale = Object.keys(outputs).filter((file) => read(file) !== outputs[file]);
  if (stale.length > 0) fail('stale files; run `npm --prefix schema run compose` and commit', stale);
  console.log('schema: composes, and the checked-in files are current');
} else {
  for (const [file, text] of Object.entries(outputs)) writeFileSync(join(here, file), text);
  console.log(`schema: wrote ${Object.keys(outputs).join(' and ')}`);
}
