-- The log is read by whom it is about, by who acted, and as a whole, the latest first.
create index audit_event_of_actor on audit_event (actor_id, at desc, id desc);
create index audit_event_at on audit_event (at desc, id desc);
