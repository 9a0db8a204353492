-- What the reviews of a course come to: a copy of what social tells, so that courses can be sorted and chosen by it.
create table course_rating (
  course_id text constraint course_rating_pk primary key,
  average numeric(3, 2) constraint course_rating_average_of_stars check (average between 1 and 5),
  review_count integer not null constraint course_rating_count_not_negative check (review_count >= 0),
  version bigint not null,
  constraint course_rating_average_of_some check ((average is null) = (review_count = 0)));
