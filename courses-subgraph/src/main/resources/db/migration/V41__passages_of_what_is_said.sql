-- What is searched of what was said: some fifteen seconds of a track at once. Each passage begins with the cue that ended the one before, so
-- that what is said across them is found.
create table transcript_passage (
  track_id text not null constraint transcript_passage_track references caption_track on delete cascade,
  start_ms int not null,
  end_ms int not null,
  body text not null,
  words tsvector not null,
  constraint transcript_passage_pk primary key (track_id, start_ms));

-- A passage that says the same stays as it is: an edit of one cue writes the passages around it.
create function keep_passages(p_track text) returns void language plpgsql as $$
declare
  lang text;
  cue record;
  begun int := null;
  ended int;
  said text;
  starts int[] := '{}';
  ends int[] := '{}';
  bodies text[] := '{}';
begin
  select locale into lang from courses.caption_track where id = p_track;
  if not found then
    return;
  end if;
  for cue in select start_ms, end_ms, regexp_replace(text, '\s+', ' ', 'g') as text from courses.caption_cue where track_id = p_track order by start_ms loop
    if begun is null then
      begun := cue.start_ms;
      said := cue.text;
    else
      said := said || ' ' || cue.text;
    end if;
    ended := cue.end_ms;
    if ended - begun >= 15000 or length(said) > 600 then
      starts := starts || begun; ends := ends || ended; bodies := bodies || said;
      begun := cue.start_ms;
      said := cue.text;
    end if;
  end loop;
  -- The last cue alone is in the passage before.
  if begun is not null and (cardinality(ends) = 0 or ends[cardinality(ends)] < ended) then
    starts := starts || begun; ends := ends || ended; bodies := bodies || said;
  end if;
  delete from courses.transcript_passage where track_id = p_track and start_ms <> all (starts);
  insert into courses.transcript_passage as p (track_id, start_ms, end_ms, body, words)
    select p_track, s, e, b, courses.search_words(b, lang, 'A')
      from (select distinct on (s) s, e, b from unnest(starts, ends, bodies) made(s, e, b) order by s, e desc) made
      where not exists (select from courses.transcript_passage o where o.track_id = p_track and o.start_ms = s and o.end_ms = e and o.body = b)
    on conflict (track_id, start_ms) do update set end_ms = excluded.end_ms, body = excluded.body, words = excluded.words;
end $$;

-- What was said before is divided by the service, some tracks at a time: here it would keep the platform from its start.
create index transcript_passage_words on transcript_passage using gin (words) with (fastupdate = off);

-- A change of the words is a revision of their track, and its cues are written before the transaction ends.
create function track_is_written() returns trigger language plpgsql as $$
begin
  perform courses.keep_passages(new.id);
  return null;
end $$;
create constraint trigger track_written after insert or update of revision on caption_track
  deferrable initially deferred for each row execute function track_is_written();

-- A text with the words marked that were looked for. Its own marks give way.
create function marked(body text, locale text, asked tsquery) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(
      case when part[1] is not null and courses.search_words(part[1], locale, 'A') @@ asked then '«' || part[1] || '»' else coalesce(part[1], part[2]) end,
      '' order by at), '')
    from regexp_matches(translate(body, '«»', '“”') collate "pg_c_utf8", '([[:alnum:]]+[+#]*)|([^[:alnum:]]+)', 'g') with ordinality parts(part, at)
$$;
