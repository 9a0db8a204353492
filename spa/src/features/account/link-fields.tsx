import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/account';

export type ProfileLink = { label: string; url: string };
const MOST = 4;

/** As most people write one: without what it begins with. */
export const withScheme = ({ label, url }: ProfileLink): ProfileLink => {
  const address = url.trim();
  return { label, url: address === '' || /^[a-z][a-z\d+.-]*:/i.test(address) ? address : `https://${address}` };
};

type Props = { links: readonly ProfileLink[]; isWrong: boolean; onChange: (links: ProfileLink[]) => void };

export function LinkFields({ links, isWrong, onChange }: Props) {
  const { t } = useI18n();
  const put = (at: number, change: Partial<ProfileLink>) => onChange(links.map((link, i) => (i === at ? { ...link, ...change } : link)));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-semibold">{t('account.links')}</legend>
      {links.map((link, i) => {
        const count = i + 1;
        return (
          // Links have no names of their own: the place is what they are known by.
          <div key={count} className="flex flex-wrap items-end gap-2">
            <Field label={t('account.linkLabel', { count })} className="min-w-0 flex-1 basis-36">
              {(id) => <Input id={id} maxLength={40} value={link.label} onChange={(e) => put(i, { label: e.target.value })} />}
            </Field>
            <Field label={t('account.linkUrl', { count })} className="min-w-0 flex-2 basis-56">
              {(id) => <Input id={id} inputMode="url" autoCapitalize="none" spellCheck={false} aria-invalid={isWrong} maxLength={500} placeholder="https://" value={link.url} onChange={(e) => put(i, { url: e.target.value })} />}
            </Field>
            <Button variant="ghost" size="icon" aria-label={t('account.removeLink', { count })} title={t('account.removeLink', { count })} onClick={() => onChange(links.filter((_, each) => each !== i))}>
              <X aria-hidden />
            </Button>
          </div>
        );
      })}
      {links.length < MOST && (
        <Button variant="outline" size="small" className="justify-self-start" onClick={() => onChange([...links, { label: '', url: '' }])}>
          <Plus aria-hidden />
          {t('account.addLink')}
        </Button>
      )}
    </fieldset>
  );
}
