import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { graphql } from '@/gql';
import { ago } from '@/lib/format';
import { useI18n } from '@/lib/i18n';

const AnnouncementsQuery = graphql(/* GraphQL */ `
  query CourseAnnouncements($slug: String!) {
    course(slug: $slug) {
      id
      threads(filter: { kind: ANNOUNCEMENT }, sort: NEWEST, first: 3) { nodes { id title createdAt } }
    }
  }
`);

/** What the staff told last, for those in the course; asked for apart, since most readers of the page are not. */
export function Announcements({ slug }: { slug: string }) {
  const { t, locale } = useI18n();
  const { data } = useQuery(AnnouncementsQuery, { variables: { slug }, fetchPolicy: 'cache-and-network' });
  const threads = data?.course?.threads?.nodes ?? [];
  if (threads.length === 0) return null;
  const forum = `/courses/${slug}/forum`;
  return (
    <section className="grid gap-4">
      <h2 className="text-2xl">{t('course.announcements')}</h2>
      <ul className="grid grid-cols-1 gap-2">
        {threads.map(({ id, title, createdAt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 rounded-lg border bg-card p-4">
            <Link to={`${forum}/${id}`} className="font-semibold wrap-anywhere hover:underline">
              <bdi>{title}</bdi>
            </Link>
            <span className="text-sm text-muted-foreground">{ago(createdAt, locale)}</span>
          </li>
        ))}
      </ul>
      <Link to={`${forum}?show=announcements`} className="justify-self-start py-1 text-sm font-semibold text-primary hover:underline">
        {t('course.allAnnouncements')}
      </Link>
    </section>
  );
}
