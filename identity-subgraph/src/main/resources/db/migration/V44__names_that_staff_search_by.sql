-- Staff find people, and what they bought, by a part of the name or the beginning of the user name: whatever its case, by letters in
-- threes (postgresql.org/docs/current/pgtrgm.html). The extension is trusted: the owner of a database may add it.
create extension if not exists pg_trgm;
create index app_user_names on app_user using gin (display_name gin_trgm_ops, handle gin_trgm_ops);
