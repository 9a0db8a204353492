import { useState, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';
import { Dialog } from '@/components/ui/dialog';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/search';
import { SearchBox } from './search-box';

/** The search, over whatever page one is on: nothing of that page is left until something is chosen. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const query = text.trim();
    if (query === '') return;
    onClose();
    void navigate(`/?${new URLSearchParams({ q: query })}`);
  };
  return (
    <Dialog title={t('home.search')} className="mt-[10dvh] h-[70dvh] w-[min(36rem,calc(100vw-2rem))]" onCancel={onClose}>
      <form onSubmit={submit}>
        <SearchBox text={text} onText={setText} onEmpty={() => setText('')} onLeave={onClose} />
      </form>
      <p className="text-sm text-muted-foreground">{t('search.paletteHint')}</p>
    </Dialog>
  );
}
