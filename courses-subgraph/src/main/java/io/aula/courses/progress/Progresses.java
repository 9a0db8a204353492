package io.aula.courses.progress;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.LESSON_PROGRESS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.aula.courses.graphql.Connection.Row;
import io.aula.courses.graphql.LatestFirst;
import io.aula.courses.graphql.Slice;
import io.aula.courses.progress.LessonProgress.WatchedRange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes what was watched. */
@Repository
class Progresses {
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\)");

    private static final LatestFirst ORDER = new LatestFirst(LESSON_PROGRESS.UPDATED_AT, LESSON_PROGRESS.LESSON_ID);
    /** What was watched of a deleted lesson is kept, and not shown. */
    private static final Condition IN_OUTLINE =
            exists(selectOne().from(LESSON).where(LESSON.ID.eq(LESSON_PROGRESS.LESSON_ID), LESSON.DELETED_AT.isNull()));

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

    /** Who learns what. */
    record Learner(String userId, String courseId) {}

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

    /** The latest first; one row more than asked, so that the page knows whether there is more. */
    List<Row<LessonProgress>> page(Learner learner, Slice slice) {
        return db.selectFrom(LESSON_PROGRESS)
                .where(
                        LESSON_PROGRESS.USER_ID.eq(learner.userId()),
                        LESSON_PROGRESS.COURSE_ID.eq(learner.courseId()),
                        IN_OUTLINE)
                .and(ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(LatestFirst.key(found.getUpdatedAt()), found.getLessonId(), progress(found)));
    }

    /** What each learner watched last in each course. */
    Map<Learner, LessonProgress> latest(Collection<Learner> learners) {
        Map<Learner, LessonProgress> found = new HashMap<>();
        db.selectDistinct(LESSON_PROGRESS.fields())
                .on(LESSON_PROGRESS.USER_ID, LESSON_PROGRESS.COURSE_ID)
                .from(LESSON_PROGRESS)
                .where(row(LESSON_PROGRESS.USER_ID, LESSON_PROGRESS.COURSE_ID)
                        .in(learners.stream()
                                .map(each -> row(each.userId(), each.courseId()))
                                .toList()))
                .and(IN_OUTLINE)
                .orderBy(LESSON_PROGRESS.USER_ID, LESSON_PROGRESS.COURSE_ID, LESSON_PROGRESS.UPDATED_AT.desc())
                .forEach(each -> found.put(
                        new Learner(each.get(LESSON_PROGRESS.USER_ID), each.get(LESSON_PROGRESS.COURSE_ID)),
                        progress(each)));
        return found;
    }

    List<LessonProgress> unfinished(String userId, int most) {
        return db.selectFrom(LESSON_PROGRESS)
                .where(LESSON_PROGRESS.USER_ID.eq(userId), LESSON_PROGRESS.COMPLETED_AT.isNull(), IN_OUTLINE)
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

    /** How many lessons of each module the learner has done; modules without any are missing. */
    Map<String, Integer> completedIn(String userId, Collection<String> moduleIds) {
        return db.select(LESSON.MODULE_ID, count())
                .from(LESSON)
                .join(LESSON_PROGRESS)
                .on(LESSON_PROGRESS.LESSON_ID.eq(LESSON.ID), LESSON_PROGRESS.USER_ID.eq(userId))
                .where(
                        LESSON.MODULE_ID.in(moduleIds),
                        LESSON.DELETED_AT.isNull(),
                        LESSON_PROGRESS.COMPLETED_AT.isNotNull())
                .groupBy(LESSON.MODULE_ID)
                .fetchMap(LESSON.MODULE_ID, count());
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
