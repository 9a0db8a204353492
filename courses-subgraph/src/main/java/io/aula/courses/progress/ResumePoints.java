package io.aula.courses.progress;

import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import io.aula.courses.video.Video;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/**
 * Finds where people go on: in each course the lesson of which they saw something last, or, if that is done, the next one
 * in the course's order that is not (then the first that is not).
 */
@Repository
class ResumePoints {
    private static final String SQL = """
            with latest as (
              select distinct on (p.user_id, p.course_id) p.user_id, p.course_id, p.lesson_id, p.completed_at, p.updated_at, p.device_label
                from courses.lesson_progress p
                join courses.lesson l on l.id = p.lesson_id and l.deleted_at is null and l.status = 'PUBLISHED'
                where {0}
                order by p.user_id, p.course_id, p.updated_at desc, p.lesson_id),
            place as (
              select latest.*, coalesce(next.id, latest.lesson_id) as open_id, latest.completed_at is not null and next.id is null as finished
                from latest
                join courses.lesson seen on seen.id = latest.lesson_id
                join courses.module seen_module on seen_module.id = seen.module_id
                left join lateral (
                  select c.id
                    from courses.counted_lesson c
                    left join courses.lesson_progress d on d.lesson_id = c.id and d.user_id = latest.user_id
                    where latest.completed_at is not null and c.course_id = latest.course_id and d.completed_at is null
                    order by (c.module_rank, c.lesson_rank) > (seen_module.rank, seen.rank) desc, c.module_rank, c.lesson_rank
                    limit 1) next on true)
            select place.user_id, place.course_id, place.open_id, place.updated_at, place.device_label,
                coalesce(own.position_ms, 0) as position_ms, coalesce(l.duration_ms, 0) as duration_ms
              from place
              join courses.lesson l on l.id = place.open_id
              left join courses.lesson_progress own
                on own.user_id = place.user_id and own.lesson_id = place.open_id and own.video_id = l.video_id
              where {1}
              order by place.updated_at desc, place.course_id
              limit {2}
            """;

    private final DSLContext db;

    ResumePoints(DSLContext db) {
        this.db = db;
    }

    /** Of those who saw something; whoever has finished a course finds the lesson seen last. */
    Map<Learner, ResumePoint> of(Collection<Learner> learners) {
        List<QueryPart> pairs = learners.stream()
                .<QueryPart>map(each ->
                        row(val(each.userId().text()), val(each.courseId().text())))
                .toList();
        Map<Learner, ResumePoint> found = new HashMap<>();
        db.fetch(SQL, sql("(p.user_id, p.course_id) in ({0})", list(pairs)), sql("true"), val(learners.size()))
                .forEach(each -> found.put(
                        new Learner(
                                new UserId(each.get("user_id", String.class)),
                                new CourseId(each.get("course_id", String.class))),
                        point(each)));
        return found;
    }

    /** In the courses that a person has neither finished nor left, and still sees, the latest first. */
    List<ResumePoint> unfinished(UserId userId, int most) {
        return db.fetch(SQL, sql("p.user_id = {0}", val(userId.text())), sql("""
                        not place.finished and coalesce(
                          (select e.status in ('ACTIVE', 'COMPLETED') from courses.enrollment e
                            where e.user_id = place.user_id and e.course_id = place.course_id),
                          (select c.status in ('PUBLISHED', 'UNLISTED', 'ARCHIVED') from courses.course c where c.id = place.course_id))"""), val(most))
                .map(ResumePoints::point);
    }

    private static ResumePoint point(Record found) {
        return new ResumePoint(
                new LessonId(found.get("open_id", String.class)),
                new CourseId(found.get("course_id", String.class)),
                Video.opensAt(found.get("position_ms", Integer.class), found.get("duration_ms", Integer.class)),
                found.get("updated_at", OffsetDateTime.class).toInstant(),
                found.get("device_label", String.class),
                null);
    }
}
