import { graphql, readFragment, type FragmentType } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/developers';

export const ScopesFieldFragment = graphql(/* GraphQL */ `
  fragment ScopesField_scope on ScopeInfo {
    name
    description
    fields
    isAvailable
  }
`);

type Props = { scopes: readonly FragmentType<typeof ScopesFieldFragment>[]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** Each scope in words, its name, and what it opens. */
export function ScopesField({ scopes, chosen, onChange }: Props) {
  const { t } = useI18n();
  const available = readFragment(ScopesFieldFragment, scopes).filter((scope) => scope.isAvailable);
  const toggle = (name: string) => onChange(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-semibold">{t('developers.scopes')}</legend>
      <ul className="grid gap-x-4 sm:grid-cols-2">
        {available.map(({ name, description, fields }) => (
          <li key={name}>
            <label className="flex min-h-11 items-center gap-3 py-1" title={fields.join('\n')}>
              <input type="checkbox" className="size-5 shrink-0 accent-primary" checked={chosen.includes(name)} onChange={() => toggle(name)} />
              <span className="min-w-0 text-sm">
                {description}
                <code className="block text-xs text-muted-foreground">{name}</code>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
