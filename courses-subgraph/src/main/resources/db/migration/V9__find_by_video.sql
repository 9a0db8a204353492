-- What hangs on a video is found from it: the upload under way, and all that goes when it is deleted for good.
create index upload_of_video on upload (video_id);
create index media_job_of_video on media_job (video_id);
