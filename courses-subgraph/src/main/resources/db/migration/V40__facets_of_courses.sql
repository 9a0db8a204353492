-- The languages in which every video of a course that can be watched has captions.
create function caption_locales(p_course text) returns text[] language sql stable parallel safe as $$
  with shown as (select video_id from courses.counted_lesson where course_id = p_course and kind = 'VIDEO')
  select coalesce(array_agg(whole.locale order by whole.locale), '{}')
    from (select t.locale from shown s join courses.caption_track t on t.video_id = s.video_id
      group by t.locale having count(*) = (select count(*) from shown)) whole
$$;
