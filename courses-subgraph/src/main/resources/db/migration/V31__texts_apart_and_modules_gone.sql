-- A module that was deleted for good keeps its row while a lesson that was deleted before it can still be brought back.
alter table courses.module add column purged_at timestamptz;

-- No text is null, so that whether there is one is known without reading it.
update courses.lesson set article = null where article = '{}';
