import { Link } from 'react-router';
import { FollowButton } from '@/components/follow-button';
import { Avatar } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';

export const InstructorsFragment = graphql(/* GraphQL */ `
  fragment Instructors_course on Course {
    instructors { id handle displayName headline avatarUrl ...FollowButton_user }
  }
`);

export function Instructors({ course: ref }: { course: FragmentType<typeof InstructorsFragment> }) {
  const people = readFragment(InstructorsFragment, ref).instructors.flatMap((i) => (i ? [i] : []));
  const { t } = useI18n();
  if (people.length === 0) return null;
  return (
    <section className="grid gap-4">
      <h2 className="text-xl">{t('course.instructors')}</h2>
      <ul className="grid grid-cols-1 gap-5">
        {people.map((person) => (
          <li key={person.id} className="grid grid-cols-1 gap-3">
            <Link to={`/people/${person.handle}`} className="flex items-center gap-3">
              <Avatar name={person.displayName} url={person.avatarUrl} className="size-12" />
              <span className="min-w-0 wrap-anywhere">
                <span className="block font-semibold hover:underline">{person.displayName}</span>
                {person.headline && <span className="block text-sm text-muted-foreground">{person.headline}</span>}
              </span>
            </Link>
            <FollowButton user={person} />
          </li>
        ))}
      </ul>
    </section>
  );
}
