-- Whether the sound of a course's videos is brought to one loudness; off until its teacher wants it.
alter table course add column loudness boolean not null default false;
