import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { cardGrid, CourseCard } from '@/components/course-card';
import { BlockButton } from '@/components/block-button';
import { ReportButton } from '@/components/discussion/report-button';
import { FollowButton } from '@/components/follow-button';
import { Page } from '@/components/page';
import { ErrorState, NotFoundState } from '@/components/page-states';
import { Avatar, Skeleton } from '@/components/ui/bits';
import { graphql } from '@/gql';
import { monthYear } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/moderation';
import { useKept } from '@/lib/use-kept';
import { useSignedIn, useViewer } from '@/lib/viewer';
import { OwnPhoto } from '@/components/picture/own-photo';
import { Acquaintances } from './acquaintances';
import { SuggestedPeople } from './suggested-people';

const ProfileQuery = graphql(/* GraphQL */ `
  query Profile($handle: String!, $signedIn: Boolean!) {
    user(handle: $handle) {
      id
      displayName
      headline
      bio
      avatarUrl
      large: avatarUrl(size: 192)
      joinedAt
      isInstructor
      links { label url }
      pendingAvatarUploadId @include(if: $signedIn)
      teaching(first: 24) { nodes { id ...CourseCard_course } }
      viewerBlocks @include(if: $signedIn)
      ...FollowButton_user
      ...BlockButton_user
    }
  }
`);

export function Component() {
  const { t, locale } = useI18n();
  const { handle = '' } = useParams();
  const signedIn = useSignedIn();
  const { data, loading, error, refetch } = useQuery(ProfileQuery, { variables: { handle, signedIn } });
  const viewer = useViewer();
  const user = useKept(handle, data?.user, loading || error !== undefined);
  if (!user) {
    return (
      <Page title={loading ? '' : error ? handle : t('state.notFound')}>
        {loading ? (
          <Skeleton className="h-40" />
        ) : error ? (
          <ErrorState onRetry={refetch} />
        ) : (
          <NotFoundState />
        )}
      </Page>
    );
  }
  const courses = user.teaching?.nodes ?? [];
  return (
    <Page title={user.displayName} className="grid gap-10">
      <header className="flex flex-wrap items-center gap-6">
        <Avatar name={user.displayName} url={user.avatarUrl} fine={user.large} className="size-24 text-2xl" />
        <div className="grid min-w-0 grid-cols-1 gap-2">
          <h1 className="text-3xl">{user.displayName}</h1>
          {user.headline && <p className="text-lg text-muted-foreground wrap-anywhere">{user.headline}</p>}
          <p className="text-sm text-muted-foreground">{t('profile.joined', { date: monthYear(user.joinedAt, locale) })}</p>
          {!user.viewerBlocks && <FollowButton user={user} />}
          <BlockButton user={user} />
          {viewer.user && viewer.user.id !== user.id && <ReportButton targetId={user.id} label={t('moderation.reportPerson', { name: user.displayName })} />}
          <Acquaintances userId={user.id} handle={handle} />
          {viewer.user?.id === user.id && <OwnPhoto hasPhoto={Boolean(user.avatarUrl)} pendingUploadId={user.pendingAvatarUploadId ?? null} onRefresh={refetch} />}
          {viewer.user?.id === user.id && (
            <Link to="/account" className="justify-self-start py-1 text-sm text-primary underline underline-offset-3">
              {t('profile.edit')}
            </Link>
          )}
        </div>
      </header>
      {user.bio && <p className="max-w-prose whitespace-pre-line wrap-anywhere">{user.bio}</p>}
      {user.links.length > 0 && (
        <ul aria-label={t('profile.links')} className="flex flex-wrap gap-x-5 gap-y-1">
          {user.links.map(({ label, url }) => (
            <li key={`${label} ${url}`} className="min-w-0">
              <a href={/^https?:/i.test(url) ? url : undefined} rel="noopener noreferrer nofollow ugc" className="inline-block py-1 text-primary underline underline-offset-3 wrap-anywhere">
                {label || url.replace(/^https?:\/\/|\/$/gi, '')}
              </a>
            </li>
          ))}
        </ul>
      )}
      {viewer.user?.id === user.id && <SuggestedPeople />}
      {user.isInstructor && (
        <section className="grid gap-4">
          <h2 className="text-2xl">{t('profile.teaching')}</h2>
          {courses.length === 0 && <p className="text-muted-foreground">{t('profile.noCourses')}</p>}
          <ul className={cardGrid}>
            {courses.map((course) => (
              <li key={course.id}>
                <CourseCard course={course} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
