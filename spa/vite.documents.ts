import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse, visit, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import type { Plugin } from 'vite';

export const CALL = /graphql\(\/\* GraphQL \*\/ `([^`]*)`\)/g;

const withoutEmpty = (_: string, value: unknown) => (Array.isArray(value) && value.length === 0 ? undefined : value);

/** Documents with the fragments they use, wherever those are written. */
export class Documents {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(sources: Iterable<string>) {
    for (const source of sources)
      for (const [, text = ''] of source.matchAll(CALL))
        for (const definition of parse(text, { noLocation: true }).definitions)
          if (definition.kind === 'FragmentDefinition') this.#fragments.set(definition.name.value, definition);
  }

  of(text: string): DocumentNode {
    const definitions = [...parse(text, { noLocation: true }).definitions];
    const known = new Set(definitions.flatMap((each) => (each.kind === 'FragmentDefinition' ? [each.name.value] : [])));
    // The list grows under the loop: fragments use others.
    for (const definition of definitions)
      visit(definition, {
        FragmentSpread: ({ name: { value } }) => {
          if (known.has(value)) return;
          const fragment = this.#fragments.get(value);
          if (!fragment) throw new Error(`No fragment is called ${value}`);
          known.add(value);
          definitions.push(fragment);
        },
      });
    return { kind: Kind.DOCUMENT, definitions };
  }
}

/** Puts each document where it is asked for: the generated map of them all would come with the first page. */
export function documentsInPlace(root: string): Plugin {
  const read = () => {
    const files = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
    return new Documents(files.map((path) => readFileSync(`${root}/src/${path}`, 'utf8')));
  };
  let documents: Documents | undefined;
  return {
    name: 'documents-in-place',
    enforce: 'pre',
    watchChange: () => void (documents = undefined),
    transform(code, id) {
      const isOurs = id.startsWith(`${root}/src/`) && !id.startsWith(`${root}/src/gql/`) && /\.tsx?$/.test(id);
      if (!isOurs || !code.includes('graphql(/* GraphQL */')) return null;
      const all = (documents ??= read());
      // As many lines as before, so that every other line keeps its number.
      return code.replace(CALL, (_, text: string) => `(${JSON.stringify(all.of(text), withoutEmpty)}${'\n'.repeat(text.split('\n').length - 1)})`);
    },
  };
}
