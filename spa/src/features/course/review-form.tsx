import { useMutation } from '@apollo/client/react';
import type { SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/reviews';
import { useFormDraft } from '@/lib/use-form-draft';
import { useSending } from '@/lib/use-sending';
import { StarsField } from './stars';

const ReviewCourse = graphql(/* GraphQL */ `
  mutation ReviewCourse($input: ReviewCourseInput!) {
    reviewCourse(input: $input) {
      review { id stars bodyMarkdown bodyHtml editedAt visibility hold { rule url } helpful instructorReplyHtml }
      userErrors { code message path }
    }
  }
`);

type Props = {
  courseId: string;
  saved: { stars: number; body: string };
  /** Whether somebody asked for it just now, and goes on in it. */
  isFocused: boolean;
  /** It is there: what was shown of the course's reviews is old. */
  onSaved: () => void;
  onCancel: () => void;
};

/** One's own review, new or changed. Sent twice it says the same once, so it needs no key. */
export function ReviewForm({ courseId, saved, isFocused, onSaved, onCancel }: Props) {
  const { t } = useI18n();
  const { typed, set, forget } = useFormDraft(`${courseId}.review`, saved);
  const { isSending, refusals, send } = useSending(t('reviews.notSent'));
  const [review] = useMutation(ReviewCourse);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const isDone = await send(async () => {
      const { data } = await review({
        variables: { input: { courseId, stars: typed.stars, bodyMarkdown: typed.body } },
        // At once in the place of the form, where the keyboard goes on.
        update: (cache, result) => {
          const written = result.data?.reviewCourse.review;
          if (!written) return;
          cache.modify({
            id: cache.identify({ __typename: 'Course', id: courseId }),
            fields: { viewerReview: (_, { toReference }) => toReference({ __typename: 'Review', id: written.id }) },
          });
        },
      });
      return data?.reviewCourse.userErrors ?? [];
    });
    if (!isDone) return;
    forget();
    onSaved();
  };
  const cancel = () => {
    forget();
    onCancel();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid grid-cols-1 gap-4 rounded-lg border bg-card p-4">
      <StarsField value={typed.stars} disabled={isSending} isFocused={isFocused} onChange={(stars) => set({ stars })} />
      <Field label={t('reviews.text')} hint={t('reviews.textHint')}>
        {(id) => <Textarea id={id} maxLength={10_000} value={typed.body} readOnly={isSending} onChange={(e) => set({ body: e.target.value })} />}
      </Field>
      <UserErrors errors={refusals} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={isSending} disabled={typed.stars === 0}>
          {t(saved.stars === 0 ? 'reviews.send' : 'reviews.save')}
        </Button>
        <Button variant="ghost" onClick={cancel}>
          {t('reviews.cancel')}
        </Button>
      </div>
    </form>
  );
}
