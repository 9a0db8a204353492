package io.aula.courses.progress;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.LESSON_PROGRESS;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.aula.courses.progress.LessonProgress.WatchedRange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes what was watched. */
@Repository
class Progresses {
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\)");

    private final DSLContext db;

    Progresses(DSLContext db) {
        this.db = db;
    }

    /** What one batch came to. */
    record Recorded(
            String lessonId,
            String courseId,
            int acceptedMs,
            int rejectedMs,
            int grownMs,
            boolean isDuplicate,
            boolean isCompletedNow) {}

    /** How much of a course is covered. */
    record Share(long coveredMs, long totalMs, int completed, int lessons) {}

    Optional<Recorded> record(
            String session,
            String user,
            int seq,
            String ranges,
            int playedMs,
            int positionMs,
            @Nullable String device,
            Instant now) {
        Record row = db.fetchSingle(
                "select * from courses.record_watch({0}, {1}, {2}, {3}::int4multirange, {4}, {5}, {6}, {7})",
                val(session),
                val(user),
                val(seq),
                val(ranges),
                val(playedMs),
                val(positionMs),
                val(device, String.class),
                val(OffsetDateTime.ofInstant(now, ZoneOffset.UTC)));
        if (row.get("lesson_id") == null) {
            return Optional.empty();
        }
        return Optional.of(new Recorded(
                row.get("lesson_id", String.class),
                row.get("course_id", String.class),
                row.get("accepted_ms", Integer.class),
                row.get("rejected_ms", Integer.class),
                row.get("grown_ms", Integer.class),
                row.get("duplicate", Boolean.class),
                row.get("completed_now", Boolean.class)));
    }

    Map<String, LessonProgress> of(String userId, Collection<String> lessonIds) {
        return db.selectFrom(LESSON_PROGRESS)
                .where(LESSON_PROGRESS.USER_ID.eq(userId), LESSON_PROGRESS.LESSON_ID.in(lessonIds))
                .fetchMap(LESSON_PROGRESS.LESSON_ID, Progresses::progress);
    }

    /** The latest first. */
    List<LessonProgress> ofCourse(String userId, String courseId) {
        return db.selectFrom(LESSON_PROGRESS)
                .where(LESSON_PROGRESS.USER_ID.eq(userId), LESSON_PROGRESS.COURSE_ID.eq(courseId))
                .orderBy(LESSON_PROGRESS.UPDATED_AT.desc())
                .limit(1000)
                .fetch(Progresses::progress);
    }

    List<LessonProgress> unfinished(String userId, int most) {
        return db.selectFrom(LESSON_PROGRESS)
                .where(LESSON_PROGRESS.USER_ID.eq(userId), LESSON_PROGRESS.COMPLETED_AT.isNull())
                .orderBy(LESSON_PROGRESS.UPDATED_AT.desc())
                .limit(most)
                .fetch(Progresses::progress);
    }

    Share share(String userId, String courseId) {
        Record row = db.fetchSingle("""
                select coalesce(sum(least(p.watched_ms, l.duration_ms)), 0)::bigint covered, coalesce(sum(l.duration_ms), 0)::bigint total,
                       count(p.completed_at)::int completed, count(*)::int lessons
                from courses.lesson l left join courses.lesson_progress p on p.lesson_id = l.id and p.user_id = {0}
                where l.course_id = {1} and l.deleted_at is null and l.kind = 'VIDEO'
                """, val(userId), val(courseId));
        return new Share(
                row.get("covered", Long.class),
                row.get("total", Long.class),
                row.get("completed", Integer.class),
                row.get("lessons", Integer.class));
    }

    void addPoint(
            String userId, LessonProgress lesson, double courseProgress, int grownMs, boolean completed, Instant now) {
        db.execute(
                "insert into ts.progress_point (at, user_id, course_id, lesson_id, lesson_coverage, course_progress, watched_ms_delta, completed) values (?::timestamptz, ?, ?, ?, ?, ?, ?, ?)",
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                userId,
                lesson.courseId(),
                lesson.lessonId(),
                (float) lesson.coverage(),
                (float) courseProgress,
                grownMs,
                completed);
    }

    int completedIn(String userId, String moduleId) {
        return db.fetchCount(
                LESSON_PROGRESS,
                LESSON_PROGRESS.USER_ID.eq(userId),
                LESSON_PROGRESS.COMPLETED_AT.isNotNull(),
                LESSON_PROGRESS.LESSON_ID.in(select(LESSON.ID)
                        .from(LESSON)
                        .where(LESSON.MODULE_ID.eq(moduleId), LESSON.DELETED_AT.isNull())));
    }

    void makePartitions(int months) {
        db.fetch("select ts.make_partitions(now(), ?)", months);
    }

    private static LessonProgress progress(Record found) {
        List<WatchedRange> ranges = RANGE.matcher(String.valueOf((Object) found.get(LESSON_PROGRESS.WATCHED)))
                .results()
                .map(range -> new WatchedRange(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))))
                .toList();
        return new LessonProgress(
                found.get(LESSON_PROGRESS.LESSON_ID),
                found.get(LESSON_PROGRESS.COURSE_ID),
                found.get(LESSON_PROGRESS.POSITION_MS),
                found.get(LESSON_PROGRESS.WATCHED_MS),
                found.get(LESSON_PROGRESS.DURATION_MS),
                ranges,
                found.get(LESSON_PROGRESS.COMPLETED_AT),
                found.get(LESSON_PROGRESS.UPDATED_AT),
                found.get(LESSON_PROGRESS.DEVICE_LABEL));
    }
}
