package io.aula.courses.progress;

import static org.jooq.impl.DSL.val;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.EnrollmentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The courses whose learners are to be counted anew, the lessons whose progress is to be forgotten, and both done in slices. */
@Repository
class Settlements {
    private final DSLContext db;

    Settlements(DSLContext db) {
        this.db = db;
    }

    /**
     * A course that is to be counted anew.
     *
     * @param userId whom alone it is about, null for everybody
     * @param after the enrollment up to which that is done, null when it has not begun
     */
    record Asked(
            long seq,
            CourseId courseId,
            @Nullable UserId userId,
            @Nullable EnrollmentId after) {
        @Nullable
        String user() {
            return userId == null ? null : userId.text();
        }

        /** Before every other id when it has not begun. */
        String afterId() {
            return after == null ? "" : after.text();
        }

        boolean isFresh() {
            return after == null;
        }
    }

    /** One who does the course. */
    record Enrolled(EnrollmentId enrollmentId, UserId userId) {}

    /** A lesson that is done by what was known of it already. */
    record Done(UserId userId, LessonId lessonId, Instant at) {}

    void ask(CourseId courseId, Instant due) {
        db.execute(
                "insert into courses.settlement (course_id, due_at) values (?, ?::timestamptz)",
                courseId.text(),
                utc(due));
    }

    /** For one learner alone. */
    void askFor(UserId userId, CourseId courseId, Instant due) {
        db.execute(
                "insert into courses.settlement (course_id, user_id, due_at) values (?, ?, ?::timestamptz)",
                courseId.text(),
                userId.text(),
                utc(due));
    }

    /** The one that waits longest; until {@code end} nobody else takes it, and courses take turns. */
    Optional<Asked> take(Instant now, Instant end) {
        return db.fetchOptional("""
                        update courses.settlement set due_at = ?::timestamptz
                          where seq = (select seq from courses.settlement where due_at <= ?::timestamptz
                            order by due_at, seq limit 1 for update skip locked)
                          returning seq, course_id, user_id, after_id
                        """, utc(end), utc(now))
                .map(row -> new Asked(
                        row.get("seq", Long.class),
                        new CourseId(row.get("course_id", String.class)),
                        row.get("user_id") == null ? null : new UserId(row.get("user_id", String.class)),
                        EnrollmentId.parse(row.get("after_id", String.class)).orElse(null)));
    }

    /** Forgets what asked for the same and was not begun either; what is asked from now on is another row. */
    void dropOthers(Asked asked) {
        db.execute("""
                delete from courses.settlement where seq in (
                  select seq from courses.settlement
                    where course_id = ? and user_id is not distinct from ? and after_id = '' and seq <> ? for update skip locked)
                """, asked.courseId().text(), asked.user(), asked.seq());
    }

    List<Enrolled> learners(Asked asked, int most) {
        return db.fetch("""
                        select id, user_id from courses.enrollment
                          where course_id = ? and (?::text is null or user_id = ?) and id > ?
                            and status in ('ACTIVE', 'COMPLETED') order by id limit ?
                        """, asked.courseId().text(), asked.user(), asked.user(), asked.afterId(), most)
                .map(row -> new Enrolled(
                        new EnrollmentId(row.get("id", String.class)), new UserId(row.get("user_id", String.class))));
    }

    /** Behind the others that are due. */
    void goOn(Asked asked, EnrollmentId after, Instant due) {
        db.execute(
                "update courses.settlement set after_id = ?, due_at = ?::timestamptz where seq = ?",
                after.text(),
                utc(due),
                asked.seq());
    }

    void end(Asked asked) {
        db.execute("delete from courses.settlement where seq = ?", asked.seq());
    }

    /**
     * Lessons that are done by what these people watched and read, where the course counts that: it may have counted ticks when
     * they did, or more of a video. A row that somebody holds is left out: that act settles it by itself, and whoever holds the
     * enrollment already must not wait for who waits for it.
     */
    List<Done> completeByRule(CourseId courseId, Collection<UserId> userIds, Instant now) {
        return db.fetch(
                        """
                        with done as materialized (
                          select p.user_id, p.lesson_id
                            from courses.course k
                            join courses.counted_lesson c on c.course_id = k.id
                            join courses.lesson_progress p on p.lesson_id = c.id and p.user_id = any({1})
                            where k.id = {0} and k.completion_rule = 'COVERAGE' and p.completed_at is null
                              and case c.kind when 'ARTICLE' then p.read_at is not null
                                else p.video_id = c.video_id and p.duration_ms > 0 and p.watched_ms >= k.completion_threshold * p.duration_ms end
                            order by p.user_id, p.lesson_id
                            for update of p skip locked)
                        update courses.lesson_progress p set completed_at = coalesce(p.read_at, {2}::timestamptz)
                          from done where p.user_id = done.user_id and p.lesson_id = done.lesson_id
                          returning p.user_id, p.lesson_id, p.completed_at
                        """,
                        val(courseId.text()),
                        val(userIds.stream().map(UserId::text).toArray(String[]::new)),
                        val(utc(now)))
                .map(Settlements::done);
    }

    private static Done done(Record row) {
        return new Done(
                new UserId(row.get("user_id", String.class)),
                new LessonId(row.get("lesson_id", String.class)),
                row.get("completed_at", OffsetDateTime.class).toInstant());
    }

    void forget(LessonId lessonId) {
        db.execute("insert into courses.purged_lesson (lesson_id) values (?) on conflict do nothing", lessonId.text());
    }

    Optional<LessonId> takePurged() {
        return db.fetchOptional("select lesson_id from courses.purged_lesson limit 1 for update skip locked")
                .map(row -> new LessonId(row.get("lesson_id", String.class)));
    }

    /** @return how many rows, at most {@code most} */
    int deleteProgress(LessonId lessonId, int most) {
        return db.execute("""
                delete from courses.lesson_progress where lesson_id = ? and user_id in (
                  select user_id from courses.lesson_progress where lesson_id = ? limit ?)
                """, lessonId.text(), lessonId.text(), most);
    }

    void forgotten(LessonId lessonId) {
        db.execute("delete from courses.purged_lesson where lesson_id = ?", lessonId.text());
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
