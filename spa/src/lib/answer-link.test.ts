import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { answering, clientOver, type Answer } from '@/testing/client';

const Lesson = parse(`
  query Lesson($id: ID!) {
    lesson(id: $id) { id title }
  }
`);

const Course = parse(`
  query Course {
    course(slug: "sql") { id title viewerEnrollment { id status } learnerCount }
    viewer { user { id } }
  }
`);

const Taken = parse(`
  query Taken {
    course(slug: "sql") { id viewerEnrollment { id status } }
  }
`);

const Catalog = parse(`
  query Catalog {
    courses { nodes { id title rating { average } } }
  }
`);

/** A client whose questions are answered in turn, and what was asked. */
function asking(...answers: Answer[]) {
  const asked: string[] = [];
  const client = clientOver(
    answering((name) => {
      asked.push(name);
      return answers.shift();
    }),
  );
  return { client, asked };
}

const message = 'The service behind this field cannot be reached';
const lesson = { __typename: 'Lesson', id: 'les_1', title: 'Uno' };
const viewer = { __typename: 'Viewer', user: { __typename: 'User', id: 'usr_1' } };
const enrollment = { __typename: 'Enrollment', id: 'enr_1', status: 'ACTIVE' };
const course = { __typename: 'Course', id: 'crs_1', title: 'SQL', viewerEnrollment: enrollment, learnerCount: 3 };

describe('an answer that failed', () => {
  it.each([
    ['told of by its field', [{ message, path: ['lesson'] }]],
    ['told of below it', [{ message, path: ['lesson', 'course', 'title'] }]],
    ['of a service that was not reached', [{ message }]],
  ])('is no absence: %s', async (_, errors) => {
    const { client, asked } = asking({ data: { lesson: null }, errors }, { data: { lesson } });
    const failed = await client.query({ query: Lesson, variables: { id: 'les_1' } });
    expect(failed.error).toBeDefined();
    expect(failed.data ?? null).toBeNull();
    // Whoever comes to the page later finds nothing that says it is not there.
    const { data, error } = await client.query({ query: Lesson, variables: { id: 'les_1' } });
    expect(error).toBeUndefined();
    expect(data).toEqual({ lesson });
    expect(asked).toEqual(['Lesson', 'Lesson']);
  });

  it('takes nothing with it of what others answered', async () => {
    const { client, asked } = asking({ data: { course: null, viewer }, errors: [{ message }] }, { data: { course, viewer } });
    const failed = await client.query({ query: Course });
    expect(failed.data).toEqual({ viewer });
    expect(failed.error).toBeDefined();
    expect((await client.query({ query: Taken })).data).toEqual({ course: expect.objectContaining({ viewerEnrollment: enrollment }) });
    expect(asked).toEqual(['Course', 'Taken']);
  });

  it.each([
    ['the field', ['course', 'viewerEnrollment']],
    ['the object that more was asked of', ['course']],
  ])('leaves what was known before, told of by %s', async (_, path) => {
    const { client } = asking({ data: { course, viewer } }, { data: { course: { ...course, title: 'SQL, 2', viewerEnrollment: null }, viewer }, errors: [{ message, path }] });
    await client.query({ query: Course });
    const again = await client.query({ query: Course, fetchPolicy: 'network-only' });
    expect(again.error).toBeDefined();
    expect(again.data).toEqual({ course: { ...course, title: 'SQL, 2' }, viewer });
    expect((await client.query({ query: Taken })).data).toEqual({ course: expect.objectContaining({ viewerEnrollment: enrollment }) });
  });

  it('is asked for again by who comes later, also where it stands in each of a list', async () => {
    const nodes = [1, 2].map((n) => ({ __typename: 'Course', id: `crs_${n}`, title: `${n}`, rating: null }));
    const rated = nodes.map((each) => ({ ...each, rating: { __typename: 'RatingSummary', average: 4 } }));
    const courses = { __typename: 'CourseConnection', nodes };
    const { client, asked } = asking({ data: { courses }, errors: [{ message, path: ['courses', 'nodes'] }] }, { data: { courses: { ...courses, nodes: rated } } });
    const first = await client.query({ query: Catalog });
    expect(first.data).toEqual({ courses: { ...courses, nodes: nodes.map(({ __typename, id, title }) => ({ __typename, id, title })) } });
    expect((await client.query({ query: Catalog })).data).toEqual({ courses: { ...courses, nodes: rated } });
    expect(asked).toHaveLength(2);
  });
});

it('a null that nobody excuses is a fact', async () => {
  const { client, asked } = asking({ data: { lesson: null } });
  await client.query({ query: Lesson, variables: { id: 'les_1' } });
  expect((await client.query({ query: Lesson, variables: { id: 'les_1' } })).data).toEqual({ lesson: null });
  expect(asked).toHaveLength(1);
});

it('what failed is not asked for over and over by the page that shows the rest', async () => {
  const failed = { data: { course: { ...course, viewerEnrollment: null }, viewer }, errors: [{ message, path: ['course', 'viewerEnrollment'] }] };
  const { client, asked } = asking(failed, failed, failed, failed);
  const shown: unknown[] = [];
  const watched = client.watchQuery({ query: Course, fetchPolicy: 'cache-and-network' }).subscribe(({ data, error }) => shown.push([data !== undefined, error !== undefined]));
  await expect.poll(() => shown.at(-1)).toEqual([true, true]);
  client.writeQuery({ query: parse(`query { viewer { user { id handle } } }`), data: { viewer: { ...viewer, user: { ...viewer.user, handle: 'ana' } } } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual(['Course']);
  watched.unsubscribe();
});
