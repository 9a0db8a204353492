-- Courses are found by words, whatever their case, accents and form, and by words that were mistyped. Both extensions are trusted: the
-- owner of a database may add them.
create extension if not exists pg_trgm;

-- The one form in which words are kept and looked for: without case and accents, letters that no accent makes as people without them
-- type them (ß is ss). Of our own and not of "unaccent", whose rules lie in a file that differs from server to server: what is indexed
-- must stay what is asked. The collation is the server's own, the same on each.
create function folded(said text) returns text language sql immutable strict parallel safe as $$
  select translate(replace(replace(replace(replace(
      normalize(regexp_replace(lower(normalize(said, NFKD) collate "pg_c_utf8"), '[\u0300-\u036f\u00ad\u200b-\u200f\u2060]', '', 'g'), NFKC),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðıħŧ', 'olddiht')
$$;

-- The words of a text in their order, as they stand. C++ and C# are words; of signs alone there are none.
create function words_in(said text) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(left(found[1], 60) order by at), '{}')
    from regexp_matches(said collate "pg_c_utf8", '[[:alnum:]]+[+#]*', 'g') with ordinality as matches(found, at)
$$;

-- What a word comes to without its ending, marked by its language: Spanish "casa" must not find English "case". Null in other languages.
create function word_stem(word text, locale text) returns text language sql immutable parallel safe as $$
  select case split_part(locale, '-', 1)
    when 'es' then 'es:' || translate((ts_lexize('pg_catalog.spanish_stem', word))[1], 'áéíóúüñ', 'aeiouun')
    when 'en' then 'en:' || (ts_lexize('pg_catalog.english_stem', word))[1]
  end
$$;

-- A text as it is indexed: each of its first words folded, and their stems of the word with and without its accents, since people type
-- both. No word is passed over: "R" and "Go" are courses.
create function search_words(said text, locale text, weight "char", most int default 1000) returns tsvector
language plpgsql immutable parallel safe as $$
declare
  plain text[] := (courses.words_in(courses.folded(said)))[:most];
  spelled text[] := (courses.words_in(lower(normalize(said, NFC) collate "pg_c_utf8")))[:most];
begin
  return (select coalesce(setweight(string_agg('''' || word || ''':1', ' ')::tsvector, weight), '')
    from (
      select unnest(plain) as word
      union select courses.word_stem(form, locale) from (select unnest(plain) union select unnest(spelled)) forms(form)) lexeme
    where word is not null);
end $$;

-- By whom a course is taught, as it is looked for: identity tells of nobody's name, and a handle is made of it.
alter table person add column handle text;

create table course_document (
  course_id text constraint course_document_pk primary key constraint course_document_course references course on delete cascade,
  -- Weights: A title, B subtitle, C topics and instructors, D text.
  words tsvector not null,
  -- What is searched by letters in threes: all but the text, folded.
  heads text not null,
  -- The titles folded, each between bars; and as they are spelled, without case.
  titles text not null,
  spelled text not null);

-- Whoever changes something of a course holds the course: two at once write the later document later.
create function keep_course_document(p_course text) returns void language plpgsql as $$
declare
  c courses.course;
  names text;
begin
  select * into c from courses.course where id = p_course for no key update;
  if not found then
    return;
  end if;
  select coalesce(string_agg(p.handle, ' ' order by i.position, i.user_id), '') into names
    from courses.course_instructor i join courses.person p on p.id = i.user_id where i.course_id = p_course;
  insert into courses.course_document as d (course_id, words, heads, titles, spelled)
    select p_course,
      (select coalesce(string_agg(courses.search_words(t.value, t.key, 'A')::text, ' '), '')::tsvector from jsonb_each_text(c.title) t)
        || (select coalesce(string_agg(courses.search_words(t.value, t.key, 'B')::text, ' '), '')::tsvector from jsonb_each_text(c.subtitle) t)
        || courses.search_words(array_to_string(c.tags, ' ') || ' ' || names, c.original_locale, 'C')
        || (select coalesce(string_agg(courses.search_words(
              regexp_replace(left(t.value, 20000), '<[^>]*>|&[a-z]+;', ' ', 'g'), t.key, 'D')::text, ' '), '')::tsvector
            from jsonb_each_text(c.description) t),
      array_to_string(courses.words_in(courses.folded(
        (select coalesce(string_agg(t.value, ' '), '') from (select value from jsonb_each_text(c.title) union all select value from jsonb_each_text(c.subtitle)) t)
        || ' ' || array_to_string(c.tags, ' ') || ' ' || names)), ' '),
      (select coalesce(string_agg('|' || array_to_string(courses.words_in(courses.folded(t.value)), ' ') || '|', ''), '') from jsonb_each_text(c.title) t),
      (select coalesce(string_agg(lower(normalize(t.value, NFC) collate "pg_c_utf8"), '|'), '') from jsonb_each_text(c.title) t)
    on conflict (course_id) do update
      set words = excluded.words, heads = excluded.heads, titles = excluded.titles, spelled = excluded.spelled;
end $$;

insert into course_document (course_id, words, heads, titles, spelled) select id, '', '', '', '' from course;
select keep_course_document(id) from course;
-- Courses are written seldom and searched always: nothing waits in a list that each search would have to read.
create index course_document_words on course_document using gin (words) with (fastupdate = off);
create index course_document_heads on course_document using gin (heads gin_trgm_ops) with (fastupdate = off);

create function course_is_written() returns trigger language plpgsql as $$
begin
  perform courses.keep_course_document(new.id);
  return null;
end $$;
create trigger course_written after insert on course for each row execute function course_is_written();
create trigger course_rewritten after update of title, subtitle, description, tags, original_locale on course for each row
  when ((old.title, old.subtitle, old.description, old.tags, old.original_locale)
    is distinct from (new.title, new.subtitle, new.description, new.tags, new.original_locale))
  execute function course_is_written();

create function staff_is_changed() returns trigger language plpgsql as $$
begin
  perform courses.keep_course_document(coalesce(new.course_id, old.course_id));
  return null;
end $$;
create trigger course_staffed after insert or delete on course_instructor for each row execute function staff_is_changed();

create function person_is_renamed() returns trigger language plpgsql as $$
begin
  perform courses.keep_course_document(i.course_id)
    from (select course_id from courses.course_instructor where user_id = new.id order by course_id) i;
  return null;
end $$;
create trigger person_named after insert on person for each row when (new.handle is not null) execute function person_is_renamed();
create trigger person_renamed after update of handle on person for each row when (old.handle is distinct from new.handle)
  execute function person_is_renamed();

-- Whether a word resembles one of the heads, and how much, from 0 to 30. Their bodies are read now, so that what they call is found
-- wherever the extension lies.
create function resembles(word text, heads text) returns boolean language sql stable parallel safe return word <% heads;
create function resemblance(word text, heads text) returns int language sql immutable parallel safe
  return (30 * word_similarity(word, heads))::int;

-- What is asked for: a condition for each of its words.
--   whole   the word as it is; strict also what begins with it (from two letters on) or has its stem in one of our languages,
--           titled, subtitled and tagged the same in one place
-- Words that stand everywhere (Spanish or English "de", "the") decide nothing where others stand beside them.
create function search_asked(query text, most int default 8)
  returns table (word text, whole tsquery, strict tsquery, titled tsquery, subtitled tsquery, tagged tsquery)
language sql immutable strict parallel safe as $$
  with said as (
      select plain.word, plain.at,
          ts_lexize('pg_catalog.spanish_stem', plain.word) = '{}' or ts_lexize('pg_catalog.english_stem', plain.word) = '{}' as is_common
        from unnest(courses.words_in(courses.folded(left(query, 400)))) with ordinality plain(word, at)),
      distinct_words as (
        select distinct on (word) word, at from said
          where not is_common or not exists (select from said where not is_common) order by word, at),
      kept as (select * from distinct_words order by at limit most),
      form as (
        select word, word as spelling from kept
        union select k.word, s from kept k, unnest(courses.words_in(lower(normalize(left(query, 400), NFC) collate "pg_c_utf8"))) s
          where courses.folded(s) = k.word),
      lexeme as (
        select word, '''' || word || ''':' || case when length(word) > 1 and word !~ '[+#]' then '*' else '' end as text from kept
        union select word, '''' || courses.word_stem(spelling, locale) || ''':' from form, (values ('es'), ('en')) l(locale)
          where courses.word_stem(spelling, locale) is not null)
    select k.word, ('''' || k.word || '''')::tsquery,
        string_agg(l.text || 'ABCD', '|')::tsquery, string_agg(l.text || 'A', '|')::tsquery,
        string_agg(l.text || 'B', '|')::tsquery, string_agg(l.text || 'C', '|')::tsquery
      from kept k join lexeme l using (word) group by k.word, k.at order by k.at
$$;

-- A word, and all that it may be with one letter changed, missing, too many, or in its neighbour's place: few of them are words, and the
-- index knows at once which.
create function near(word text, said tsquery) returns tsquery language sql immutable strict parallel safe as $$
  select case when length(word) between 4 and 20 then said || (
    select string_agg(distinct '''' || variant || '''', '|')::tsquery from (
      select left(word, n - 1) || substr(word, n + 1, 1) || substr(word, n, 1) || substr(word, n + 2) as variant from generate_series(1, length(word) - 1) n
      union all select left(word, n - 1) || substr(word, n + 1) from generate_series(1, length(word)) n
      union all select left(word, n - 1) || letter || substr(word, n + 1)
        from generate_series(1, length(word)) n, regexp_split_to_table('abcdefghijklmnopqrstuvwxyz', '') letter
      union all select left(word, n) || letter || substr(word, n + 1)
        from generate_series(0, length(word)) n, regexp_split_to_table('abcdefghijklmnopqrstuvwxyz', '') letter) v)
    else said end
$$;
