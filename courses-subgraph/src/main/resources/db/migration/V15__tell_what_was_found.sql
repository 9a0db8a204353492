-- What was found in a file that nothing can be made of, in the words of a teacher, by language.
alter table media_job
  add column failure_texts jsonb constraint media_job_failure_texts_by_language check (jsonb_typeof(failure_texts) = 'object');
