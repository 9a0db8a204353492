import { Link } from 'react-router';
import { Avatar } from '@/components/ui/bits';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { FeedRow_ItemFragment as Item } from '@/gql/graphql';
import { ago } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/feed';

export const FeedRowFragment = graphql(/* GraphQL */ `
  fragment FeedRow_item on FeedItem {
    id
    kind
    at
    actor { id handle displayName avatarUrl }
    course { id slug title }
    lesson { id title }
    review { id stars }
    thread { id title }
  }
`);

/** Where it leads and what that is called; null while courses are away. */
function wayTo({ course, lesson, thread }: Item) {
  if (lesson) return { to: `/learn/${lesson.id}`, name: lesson.title };
  if (!course) return null;
  return thread ? { to: `/courses/${course.slug}/forum/${thread.id}`, name: thread.title } : { to: `/courses/${course.slug}`, name: course.title };
}

/** Something that happened, in one sentence, with who did it and where it leads. */
export function FeedRow({ item: ref }: { item: FragmentType<typeof FeedRowFragment> }) {
  const item = readFragment(FeedRowFragment, ref);
  const { t, locale } = useI18n();
  const { actor, course, review } = item;
  const way = wayTo(item);
  const isElsewhere = course && way && way.name !== course.title;
  // A name that is written from right to left turns nothing round but itself.
  const sentence = t(`feed.of.${item.kind}`, { person: `\u2068${actor?.displayName ?? t('feed.somebody')}\u2069` });
  return (
    <li className="flex items-start gap-3 rounded-lg border bg-card p-4">
      {actor && <Avatar name={actor.displayName} url={actor.avatarUrl} />}
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
        <p className="font-semibold wrap-anywhere">
          {actor ? (
            <Link to={`/people/${actor.handle}`} className="hover:underline">
              {sentence}
            </Link>
          ) : (
            sentence
          )}
        </p>
        {way && (
          <Link to={way.to} className="justify-self-start py-1 text-primary wrap-anywhere hover:underline">
            <bdi>{way.name}</bdi>
          </Link>
        )}
        <p className="flex flex-wrap gap-x-3 text-sm text-muted-foreground">
          {review && <span>{t('feed.stars', { count: review.stars })}</span>}
          {isElsewhere && <bdi className="wrap-anywhere">{course.title}</bdi>}
          <span>{ago(item.at, locale)}</span>
        </p>
      </div>
    </li>
  );
}
