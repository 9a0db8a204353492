-- Who is there and who may teach, as identity tells it. One who was erased stays as a row that may nothing: an older word of them
-- that comes late must not bring them back.
create table person (
  id text constraint person_pk primary key,
  may_teach boolean not null,
  version bigint not null);
