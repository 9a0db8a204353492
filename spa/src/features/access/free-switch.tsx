import { useMutation } from '@apollo/client/react';
import { useId } from 'react';
import { UserErrors } from '@/components/page-states';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { useSending } from '@/lib/use-sending';

export const FreeSwitchFragment = graphql(/* GraphQL */ `
  fragment FreeSwitch_course on Course {
    id
    isFree
  }
`);

const SetFree = graphql(/* GraphQL */ `
  mutation SetCourseFree($input: SetCourseFreeInput!) {
    setCourseFree(input: $input) { course { id isFree lowestPrice { amount currency } offers { id prices { amount currency } } } userErrors { code message } }
  }
`);

export function FreeSwitch({ course: ref }: { course: FragmentType<typeof FreeSwitchFragment> }) {
  const { id: courseId, isFree } = readFragment(FreeSwitchFragment, ref);
  const { t } = useI18n();
  const field = useId();
  const [setFree] = useMutation(SetFree);
  const { isSending, refusals, send } = useSending(t('access.notSaved'));
  // What is not known is neither: a course is never free by accident.
  const isKnown = typeof isFree === 'boolean';
  const change = (wanted: boolean) =>
    void send(async () => (await setFree({ variables: { input: { courseId, isFree: wanted } } })).data?.setCourseFree.userErrors ?? []);
  return (
    <section className="grid gap-3">
      <h2 className="text-xl">{t('access.price')}</h2>
      <label htmlFor={field} className="flex min-h-11 items-center gap-3">
        <input
          id={field}
          type="checkbox"
          className="size-5"
          aria-describedby={`${field}-text`}
          checked={isFree === true}
          disabled={!isKnown || isSending}
          onChange={(e) => change(e.target.checked)}
        />
        <span className="font-semibold">{t('access.free')}</span>
      </label>
      <p id={`${field}-text`} className="max-w-prose text-muted-foreground">
        {t(isKnown ? (isFree ? 'access.freeText' : 'access.closedText') : 'access.unknown')}
      </p>
      <UserErrors title={t('access.notSaved')} errors={refusals} />
    </section>
  );
}
