import type { ApolloClient } from '@apollo/client';
import { graphql, readFragment } from '@/gql';
import type { CourseSettings_CourseFragment, CourseSettingsInput } from '@/gql/graphql';
import { SignedOut, type Fields, type Port, type Version } from './draft';
import { answered } from './saving';

export const CourseSettingsFragment = graphql(/* GraphQL */ `
  fragment CourseSettings_course on Course {
    id
    revision
    settings { completionRule completionThreshold sequential captionLocales glossary loudness }
  }
`);

const CurrentSettings = graphql(/* GraphQL */ `
  query CurrentCourseSettings($id: ID!) {
    viewer { user { id } }
    course(id: $id) { id ...CourseSettings_course }
  }
`);

const SetSettings = graphql(/* GraphQL */ `
  mutation SetCourseSettings($input: UpdateCourseInput!) {
    updateCourse(input: $input) {
      course { id ...CourseSettings_course }
      userErrors { code message path }
    }
  }
`);

/** A part of a course's settings as a form has it, and back again. */
export type SettingsPart<T extends Fields> = {
  read: (settings: CourseSettings_CourseFragment['settings']) => T;
  input: (changes: Partial<T>) => CourseSettingsInput;
};

export function versionOf<T extends Fields>(part: SettingsPart<T>, { settings, revision }: CourseSettings_CourseFragment): Version<T> {
  return { value: part.read(settings), revision };
}

/** Only what was changed of the part is sent. */
export function settingsPort<T extends Fields>(client: ApolloClient, id: string, accountId: string, part: SettingsPart<T>): Port<T> {
  return {
    load: async () => {
      const { data } = await client.query({ query: CurrentSettings, variables: { id }, fetchPolicy: 'network-only' });
      if (data?.viewer?.user.id !== accountId) throw new SignedOut();
      const course = readFragment(CourseSettingsFragment, data.course);
      if (!course) throw new Error(`course ${id} was not answered`);
      return versionOf(part, course);
    },
    save: (changes, { revision }) =>
      answered(async () => {
        const input = { id, expectedRevision: revision ?? 0, settings: part.input(changes) };
        const { data } = await client.mutate({ mutation: SetSettings, variables: { input } });
        const saved = readFragment(CourseSettingsFragment, data?.updateCourse.course);
        return { revision: saved?.revision ?? revision, errors: data?.updateCourse.userErrors };
      }),
  };
}
