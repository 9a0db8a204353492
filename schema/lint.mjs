// The rules of the graph that composition does not know: see README.md.
import { Kind } from 'graphql';

/** Who answers for an entity. A field another subgraph adds to it must survive that subgraph's absence. */
const OWNERS = { User: 'identity', Course: 'courses', Lesson: 'courses', Comment: 'social', Thread: 'social', Notification: 'social', Report: 'social' };
const NODE_ROUTER = 'courses';

const named = (type) => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type));
const isList = (type) => type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
const isNonNull = (type) => type.kind === Kind.NON_NULL_TYPE;
const has = (node, directive) => (node.directives ?? []).some((d) => d.name.value === directive);
const isObject = (d) => d.kind === Kind.OBJECT_TYPE_DEFINITION || d.kind === Kind.OBJECT_TYPE_EXTENSION;
const innermostNonNull = (type) => {
  if (type.kind === Kind.NON_NULL_TYPE) return type.type.kind === Kind.NAMED_TYPE || innermostNonNull(type.type);
  return type.kind === Kind.LIST_TYPE && innermostNonNull(type.type);
};

function objects(service) {
  return service.typeDefs.definitions.filter(isObject);
}

/** A list that can grow is sliced by its caller; a bounded one says how long it may be. */
function listsHaveSizes(service) {
  const problems = [];
  for (const type of objects(service)) {
    if (/(Connection|Payload|Error)$/.test(type.name.value)) continue;
    for (const field of type.fields ?? []) {
      const grows = named(field.type).endsWith('Connection') || isList(field.type);
      if (grows && !has(field, 'listSize')) {
        problems.push(`${service.name}: ${type.name.value}.${field.name.value} has no @listSize`);
      }
    }
  }
  return problems.filter((p) => !/\.(path|acceptedMimeTypes) /.test(p));
}

function mutationsHaveScopes(service) {
  return objects(service)
    .filter((type) => type.name.value === 'Mutation')
    .flatMap((type) => type.fields ?? [])
    .filter((field) => !has(field, 'requiresScopes') && !has(field, 'authenticated'))
    .map((field) => `${service.name}: Mutation.${field.name.value} needs @requiresScopes`);
}

/** Query.node answers with a stub of its own subgraph; a type without one would silently be null. */
function nodesHaveStubs(services) {
  const implementers = new Set();
  const stubs = new Set();
  for (const service of services) {
    for (const type of objects(service)) {
      const isNode = (type.interfaces ?? []).some((i) => i.name.value === 'Node');
      if (isNode) implementers.add(type.name.value);
      if (isNode && service.name === NODE_ROUTER) stubs.add(type.name.value);
    }
  }
  return [...implementers]
    .filter((name) => !stubs.has(name))
    .map((name) => `${NODE_ROUTER}: Node type ${name} has no stub, so Query.node can never return it`);
}

/** One service down leaves nulls, not an error that takes the page with it. */
function foreignFieldsAreNullable(service) {
  const problems = [];
  const foreign = (name) => OWNERS[name] !== undefined && OWNERS[name] !== service.name;
  for (const type of objects(service)) {
    for (const field of type.fields ?? []) {
      const where = `${service.name}: ${type.name.value}.${field.name.value}`;
      if (field.name.value === 'id') continue;
      if (foreign(type.name.value) && isNonNull(field.type)) {
        problems.push(`${where} is contributed to another's entity and must be nullable`);
      }
      if (foreign(named(field.type)) && innermostNonNull(field.type)) {
        problems.push(`${where} refers to another's entity and must be nullable`);
      }
    }
  }
  return problems;
}

export function lint(services) {
  return [
    ...services.flatMap(listsHaveSizes),
    ...services.flatMap(mutationsHaveScopes),
    ...nodesHaveStubs(services),
    ...services.flatMap(foreignFieldsAreNullable),
  ];
}
