-- Comments in a WebVTT file that somebody brought, each with the time of the cue it stands before. Editors get them back in the
-- file they download; players get none.
alter table caption_track add column notes jsonb not null default '[]';
