import { BookOpen, Search, Tag, UserRound, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/search';
import { useSuggestions, type Suggestion } from './suggestions';

const ICONS = { course: BookOpen, topic: Tag, teacher: UserRound };

type Props = { text: string; onText: (text: string) => void; onEmpty: () => void; onLeave?: () => void; onBlur?: () => void };

/**
 * Where one types what is looked for, with what it may stand for below it: the pattern "editable combobox with list autocomplete" of the
 * ARIA Authoring Practices. The focus stays in the box; Enter without a choice looks for what is typed.
 */
export function SearchBox({ text, onText, onEmpty, onLeave, onBlur }: Props) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  const listId = `${id}list`;
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const all = useSuggestions(text, isOpen);
  const isShown = isOpen && all.length > 0;
  const at = isShown ? Math.min(active, all.length - 1) : -1;
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = ({ to }: Suggestion) => {
    close();
    onLeave?.();
    void navigate(to);
  };
  const onKey = (event: KeyboardEvent) => {
    // Keys that compose a letter are not ours.
    if (event.nativeEvent.isComposing) return;
    const chosen = all[at];
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      choose(chosen);
    } else if (event.key === 'Enter') close();
    else if (event.key === 'Escape' && isShown) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey) {
      event.preventDefault();
      setOpen(true);
      // Past either end the box itself is chosen again.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(((at + 1 + step + all.length + 1) % (all.length + 1)) - 1);
    }
  };
  return (
    <div className="relative">
      <label htmlFor={id} className="sr-only">
        {t('home.search')}
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-3.5 left-3 size-4 text-muted-foreground" />
      <Input
        id={id}
        ref={box}
        data-search-box
        type="search"
        role="combobox"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}${at}` : undefined}
        aria-keyshortcuts="/ Control+K Meta+K"
        autoComplete="off"
        className="ps-9 pe-11 [&::-webkit-search-cancel-button]:hidden"
        maxLength={200}
        value={text}
        placeholder={t('home.searchPlaceholder')}
        onChange={(event) => {
          onText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKey}
        onBlur={() => {
          close();
          onBlur?.();
        }}
      />
      {text !== '' && (
        <Button
          variant="ghost"
          size="icon"
          className="absolute inset-y-0 end-0"
          aria-label={t('search.empty')}
          onClick={() => {
            onEmpty();
            box.current?.focus();
          }}
        >
          <X aria-hidden />
        </Button>
      )}
      <div
        id={listId}
        role="listbox"
        aria-label={t('search.suggestions')}
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-[60dvh] overflow-y-auto rounded-md border bg-card p-1 text-card-foreground shadow-card"
      >
        {isShown &&
          all.map((suggestion, index) => {
            const Icon = ICONS[suggestion.kind];
            return (
              <button
                key={suggestion.key}
                type="button"
                tabIndex={-1}
                id={`${id}${index}`}
                role="option"
                aria-selected={index === at}
                className={cn('flex min-h-11 w-full cursor-pointer items-center gap-2 rounded-sm px-2 text-start text-sm hover:bg-muted', index === at && 'bg-primary-soft')}
                // The box keeps the focus, and with it the list, until the click is done.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(suggestion)}
              >
                <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
                <bdi className="min-w-0 flex-1 wrap-anywhere">{suggestion.text}</bdi>
                <span className="text-muted-foreground">{t(`search.kind.${suggestion.kind}`)}</span>
              </button>
            );
          })}
      </div>
    </div>
  );
}
