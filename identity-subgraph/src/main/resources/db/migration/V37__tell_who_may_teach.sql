-- Who is there and what they may do, told once: courses takes nobody on as a teacher of whom it did not hear.
with told as (select u.*, 'evt_' || upper(substr(md5('V37 ' || u.id), 1, 26)) event_id from app_user u where state <> 'DELETED')
insert into outbox (id, topic, subject, version, payload)
  select event_id, 'user.updated', id, version, jsonb_build_object(
    'specversion', '1.0', 'id', event_id, 'source', 'identity', 'type', 'user.updated', 'subject', id, 'version', version,
    'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'data', jsonb_build_object('userId', id, 'handle', handle, 'locale', locale, 'roles', to_jsonb(roles),
      'avatarUploadIds', to_jsonb(array_remove(array[photo ->> 'uploadId', photo_wanted], null))))
  from told order by id;
