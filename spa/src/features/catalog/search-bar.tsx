import { useSearchWords } from '@/lib/use-search-words';
import { SearchBox } from './search-box';

/** Of the catalog: the courses below follow what is typed. */
export function SearchBar() {
  const { text, setText, submit, rest, empty } = useSearchWords();
  return (
    <search className="w-full sm:w-96">
      <form onSubmit={submit}>
        <SearchBox text={text} onText={setText} onEmpty={empty} onBlur={rest} />
      </form>
    </search>
  );
}
