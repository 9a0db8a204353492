-- Since when a picture waits for a worker: its row may be much older, as uploads may pause. Of one that waits, the lease says from
-- when on a worker may try again.
alter table image add column queued_at timestamptz;
update image set queued_at = created_at where state <> 'UPLOADING';
create index image_waiting on image (queued_at) where state = 'QUEUED';
