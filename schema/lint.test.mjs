import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'graphql';
import { lint } from './lint.mjs';

const service = (name, sdl) => ({ name, typeDefs: parse(sdl) });

test('a connection without @listSize is refused', () => {
  const problems = lint([service('courses', 'type Query { courses: CourseConnection! }')]);
  assert.deepEqual(problems, ['courses: Query.courses has no @listSize']);
});

test('a mutation without a scope is refused', () => {
  const problems = lint([service('social', 'type Mutation { follow(userId: ID!): ID }')]);
  assert.deepEqual(problems, ['social: Mutation.follow needs @requiresScopes']);
});

test('a Node type that courses has no stub for is refused', () => {
  const problems = lint([service('social', 'interface Node { id: ID! } type Comment implements Node { id: ID! }')]);
  assert.equal(problems.length, 1);
  assert.match(problems[0], /Comment has no stub/);
});

test('a field contributed to a foreign entity must be nullable', () => {
  const problems = lint([service('social', 'type User { id: ID! followerCount: Int! }')]);
  assert.match(problems[0], /User\.followerCount is contributed/);
});

test('a reference to a foreign entity must be nullable, inside lists too', () => {
  const sdl = 'type Course { instructors: [User!]! @listSize(assumedSize: 3) author: User editor: User! }';
  const problems = lint([service('courses', sdl)]);
  assert.deepEqual(
    problems.map((problem) => problem.split(' ')[1]),
    ['Course.instructors', 'Course.editor'],
  );
});

test('what follows the rules passes', () => {
  const sdl = `interface Node { id: ID! }
    type Course implements Node { id: ID! instructors: [User]! @listSize(assumedSize: 3) }
    type Mutation { enroll(id: ID!): ID @requiresScopes(scopes: [["enrollments:write"]]) }`;
  assert.deepEqual(lint([service('courses', sdl)]), []);
});
