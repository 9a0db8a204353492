import { useMutation } from '@apollo/client/react';
import { Bookmark } from 'lucide-react';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { useHere } from '@/lib/here';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { signInUrl } from '@/lib/session';
import { useAttempt } from '@/lib/use-attempt';
import { useSignedIn } from '@/lib/viewer';
import { Button } from './ui/button';

export const SaveButtonFragment = graphql(/* GraphQL */ `
  fragment SaveButton_course on Course {
    id
    title
    viewerSaved @include(if: $signedIn)
  }
`);

const SaveCourse = graphql(/* GraphQL */ `
  mutation SaveCourse($id: ID!, $on: Boolean!) {
    saveCourse(courseId: $id, on: $on) {
      course { id viewerSaved }
      userErrors { code message }
    }
  }
`);

type Props = {
  course: FragmentType<typeof SaveButtonFragment>;
  /** On a card there is room for the mark alone. */
  isSmall?: boolean;
  className?: string;
};

/** Keeps a course for later. Visitors sign in first and come back to where they were. */
export function SaveButton({ course: ref, isSmall = false, className }: Props) {
  const { id, title, viewerSaved } = readFragment(SaveButtonFragment, ref);
  const { t } = useI18n();
  const here = useHere();
  const signedIn = useSignedIn();
  const attempt = useAttempt();
  const [mutate, { loading }] = useMutation(SaveCourse);
  const isSaved = viewerSaved === true;
  const look = { variant: 'outline', size: isSmall ? 'icon' : 'default', className: cn(isSmall && 'rounded-full', className) } as const;
  const name = t('study.saveTitle', { title });
  const inside = (
    <>
      <Bookmark aria-hidden className={cn(isSaved && 'fill-current text-primary')} />
      {!isSmall && t(isSaved ? 'study.saved' : 'study.save')}
    </>
  );
  if (!signedIn) {
    return (
      <Button asChild {...look}>
        <a href={signInUrl(here)} aria-label={isSmall ? name : undefined} title={t('study.saveSignIn', { title })}>
          {inside}
        </a>
      </Button>
    );
  }
  const act = () =>
    void attempt(t('study.saveFailed'), async () => {
      const { data } = await mutate({ variables: { id, on: !isSaved } });
      return data?.saveCourse.userErrors;
    });
  // A mark keeps its name, and pressed says what is so. Words that are seen are the name, and say it themselves: pressed as well would say it twice.
  return (
    <Button
      {...look}
      isBusy={loading}
      aria-pressed={isSmall ? isSaved : undefined}
      aria-label={isSmall ? name : undefined}
      title={isSaved ? t('study.unsaveTitle', { title }) : name}
      onClick={act}
    >
      {inside}
    </Button>
  );
}
