import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, type SyntheticEvent } from 'react';
import { Link } from 'react-router';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { errorId, Field, Input, Textarea } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';
import { notify } from '@/lib/notify';
import { useFormDraft } from '@/lib/use-form-draft';
import { useSending } from '@/lib/use-sending';
import { LinkFields, withScheme, type ProfileLink } from './link-fields';

export const ProfileFormFragment = graphql(/* GraphQL */ `
  fragment ProfileForm_user on User {
    id
    handle
    displayName
    headline
    locale
    es: bio(locale: "es")
    en: bio(locale: "en")
    links { label url }
  }
`);

const SaveProfile = graphql(/* GraphQL */ `
  mutation SaveProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user { id ...ProfileForm_user bio }
      userErrors { code message path }
    }
  }
`);

const FIELDS = ['displayName', 'handle', 'headline', 'bio'];

const isFilled = ({ label, url }: ProfileLink) => label.trim() !== '' || url.trim() !== '';

export function ProfileForm({ user: ref }: { user: FragmentType<typeof ProfileFormFragment> }) {
  const user = readFragment(ProfileFormFragment, ref);
  const { t } = useI18n();
  // It is kept in the language of one's account; what is shown may stand in for it in another, and is not to become it.
  const shown = (user.locale === 'en' ? user.en : user.es) ?? '';
  const { typed, set, forget } = useFormDraft(`profile.${user.id}`, {
    name: user.displayName,
    handle: user.handle,
    headline: user.headline ?? '',
    bio: shown,
    links: user.links.map(({ label, url }): ProfileLink => ({ label, url })),
  });
  const { name, handle, headline, bio, links } = typed;
  const [save] = useMutation(SaveProfile);
  const { isSending, refusals, send } = useSending(t('account.notSaved'));
  /** Takes away what was said of the try before. */
  const told = useRef<() => void>(undefined);
  const form = useRef<HTMLFormElement>(null);
  const wrongIn = (field: string) => refusals.find(({ path }) => path?.includes(field) === true)?.message;
  const marked = (field: string, id: string) => (wrongIn(field) ? { 'aria-invalid': true, 'aria-describedby': errorId(id) } : {});
  useEffect(() => {
    if (refusals.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const input = { displayName: name, handle: handle.trim(), headline: headline.trim(), ...(bio !== shown && { bio: bio.trim() }), links: links.filter(isFilled).map(withScheme) };
    told.current?.();
    const isSaved = await send(async () => (await save({ variables: { input } })).data?.updateProfile.userErrors ?? []);
    if (!isSaved) return;
    forget();
    told.current = notify({ subject: 'profile', message: t('account.saved') });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} className="grid grid-cols-1 gap-4">
      <p className="text-muted-foreground">
        {t('account.profileText')}{' '}
        <Link to={`/people/${user.handle}`} className="text-primary underline underline-offset-3">
          {t('account.seeProfile')}
        </Link>
      </p>
      <Field label={t('account.name')} error={wrongIn('displayName')}>{(id) => <Input id={id} {...marked('displayName', id)} required maxLength={80} autoComplete="name" value={name} onChange={(e) => set({ name: e.target.value })} />}</Field>
      <Field label={t('account.handle')} hint={t('account.handleHint')} error={wrongIn('handle')}>
        {(id) => <Input id={id} {...marked('handle', id)} required minLength={2} maxLength={30} autoComplete="nickname" autoCapitalize="none" spellCheck={false} value={handle} onChange={(e) => set({ handle: e.target.value })} />}
      </Field>
      <Field label={t('account.headline')} hint={t('account.headlineHint')} error={wrongIn('headline')}>
        {(id) => <Input id={id} {...marked('headline', id)} maxLength={120} value={headline} onChange={(e) => set({ headline: e.target.value })} />}
      </Field>
      <Field label={t('account.bio')} error={wrongIn('bio')}>{(id) => <Textarea id={id} {...marked('bio', id)} className="min-h-32" maxLength={4000} value={bio} onChange={(e) => set({ bio: e.target.value })} />}</Field>
      <LinkFields links={links} isWrong={wrongIn('links') !== undefined} onChange={(next) => set({ links: next })} />
      {/* What is said at its field is not said again. */}
      <UserErrors title={t('account.notSaved')} errors={refusals.filter(({ path }) => !FIELDS.some((field) => path?.includes(field)))} />
      <Button type="submit" className="justify-self-start" isBusy={isSending}>
        {t('account.save')}
      </Button>
    </form>
  );
}
