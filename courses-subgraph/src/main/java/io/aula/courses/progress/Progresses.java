package io.aula.courses.progress;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.LESSON_PROGRESS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.aula.courses.graphql.LatestFirst;
import io.aula.courses.progress.LessonProgress.WatchedRange;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.SessionId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes what was watched and read. */
@Repository
class Progresses {
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\)");
    private static final String SHOWN_VIDEO = "shown_video";
    private static final String SHOWN_DURATION = "shown_duration";
    private static final LatestFirst<LessonId> ORDER =
            new LatestFirst<>(LESSON_PROGRESS.UPDATED_AT, LESSON_PROGRESS.LESSON_ID);
    /** What was watched of a lesson that was deleted, or is a draft again, is kept and not shown. */
    private static final Condition IN_OUTLINE = LESSON.DELETED_AT.isNull().and(LESSON.STATUS.eq("PUBLISHED"));

    private final DSLContext db;

    Progresses(DSLContext db) {
        this.db = db;
    }

    /** That somebody completed a lesson. */
    record Completion(UserId userId, LessonId lessonId, CourseId courseId, Instant at) {}

    /** By person and lesson; empty is before all. */
    List<Completion> completionsBehind(String person, String lesson, int atMost) {
        Condition behind = UserId.parse(person)
                .flatMap(user -> LessonId.parse(lesson)
                        .<Condition>map(id -> row(LESSON_PROGRESS.USER_ID, LESSON_PROGRESS.LESSON_ID)
                                .gt(user, id)))
                .orElseGet(DSL::noCondition);
        return db.select(
                        LESSON_PROGRESS.USER_ID,
                        LESSON_PROGRESS.LESSON_ID,
                        LESSON_PROGRESS.COURSE_ID,
                        LESSON_PROGRESS.COMPLETED_AT)
                .from(LESSON_PROGRESS)
                .where(LESSON_PROGRESS.COMPLETED_AT.isNotNull(), behind)
                .orderBy(LESSON_PROGRESS.USER_ID, LESSON_PROGRESS.LESSON_ID)
                .limit(atMost)
                .fetch(found -> new Completion(found.value1(), found.value2(), found.value3(), found.value4()));
    }

    /** What one batch came to; counted or not, and why not. */
    record Recorded(
            Kind kind,
            LessonId lessonId,
            CourseId courseId,
            int acceptedMs,
            int rejectedMs,
            int grownMs,
            boolean isCompletedNow) {

        /** As {@code record_watch} says it. */
        enum Kind {
            COUNTED,
            DUPLICATE,
            SUPERSEDED,
            REPLACED
        }
    }

    /**
     * A session of before somebody signed in becomes theirs, once: of two who name it, the first. Its id is known to the device alone that
     * was granted it, and what it can count is bounded by the time since then.
     */
    void claim(UserId userId, SessionId sessionId) {
        db.query(
                        "update courses.watch_session set user_id = ? where id = ? and user_id = 'usr_00000000000000000000000000'",
                        userId.text(),
                        sessionId.text())
                .execute();
    }

    /** Nothing when the session is not the person's, or is over for longer than a player may be offline. */
    Optional<Recorded> record(UserId userId, WatchBatch batch, Instant now) {
        Record row = db.fetchSingle(
                "select * from courses.record_watch({0}, {1}, {2}, {3}::int4multirange, {4}, {5}, {6}, {7})",
                val(batch.sessionId().text()),
                val(userId.text()),
                val(batch.seq()),
                val(batch.ranges()),
                val(batch.playedMs()),
                val(batch.positionMs()),
                val(batch.deviceLabel(), String.class),
                val(utc(now)));
        if (row.get("outcome") == null) {
            return Optional.empty();
        }
        return Optional.of(new Recorded(
                Recorded.Kind.valueOf(row.get("outcome", String.class)),
                new LessonId(row.get("lesson_id", String.class)),
                new CourseId(row.get("course_id", String.class)),
                row.get("accepted_ms", Integer.class),
                row.get("rejected_ms", Integer.class),
                row.get("grown_ms", Integer.class),
                row.get("completed_now", Boolean.class)));
    }

    /**
     * Notes that a lesson was read or ticked; what was noted before stays.
     *
     * @param now in whole microseconds, which is all that is kept
     * @return whether the lesson is done by this
     */
    boolean note(
            UserId userId,
            LessonId lessonId,
            @Nullable Instant readAt,
            boolean completes,
            boolean byHand,
            Instant now) {
        Record row = db.fetchSingle(
                """
                insert into courses.lesson_progress as p
                    (user_id, lesson_id, course_id, video_id, duration_ms, read_at, completed_at, counts_whole, updated_at)
                  select {0}, l.id, l.course_id, l.video_id, l.duration_ms, {1}::timestamptz,
                      case when {2} then {3}::timestamptz end, {4}, {3}::timestamptz
                    from courses.lesson l where l.id = {5}
                  on conflict (user_id, lesson_id) do update set
                    read_at = coalesce(p.read_at, excluded.read_at),
                    completed_at = coalesce(p.completed_at, excluded.completed_at),
                    counts_whole = p.counts_whole or excluded.counts_whole,
                    updated_at = excluded.updated_at
                  returning completed_at is not null and completed_at = {3}::timestamptz as done
                """,
                val(userId.text()),
                val(readAt == null ? null : utc(readAt), OffsetDateTime.class),
                val(completes),
                val(utc(now)),
                val(byHand),
                val(lessonId.text()));
        return row.get("done", Boolean.class);
    }

    void untick(UserId userId, LessonId lessonId, Instant now) {
        db.update(LESSON_PROGRESS)
                .setNull(LESSON_PROGRESS.COMPLETED_AT)
                .set(LESSON_PROGRESS.COUNTS_WHOLE, false)
                .set(LESSON_PROGRESS.UPDATED_AT, now)
                .where(LESSON_PROGRESS.USER_ID.eq(userId), LESSON_PROGRESS.LESSON_ID.eq(lessonId))
                .execute();
    }

    Map<LessonId, LessonProgress> of(UserId userId, Collection<LessonId> lessonIds) {
        return rows().where(LESSON_PROGRESS.USER_ID.eq(userId), LESSON_PROGRESS.LESSON_ID.in(lessonIds))
                .fetchMap(found -> found.get(LESSON_PROGRESS.LESSON_ID), Progresses::progress);
    }

    /** The latest first; one row more than asked, so that the page knows whether there is more. */
    List<Row<LessonProgress>> page(Learner learner, Slice slice) {
        return rows().where(
                        LESSON_PROGRESS.USER_ID.eq(learner.userId()),
                        LESSON_PROGRESS.COURSE_ID.eq(learner.courseId()),
                        IN_OUTLINE)
                .and(ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        LatestFirst.key(found.get(LESSON_PROGRESS.UPDATED_AT)),
                        found.get(LESSON_PROGRESS.LESSON_ID).text(),
                        progress(found)));
    }

    /** How much of the course the person has covered, from 0 to 1. */
    double share(UserId userId, CourseId courseId) {
        return db.fetchSingle(
                        "select coalesce(covered::float8 / nullif(total, 0), 0) as part from courses.course_share(?, ?)",
                        userId.text(),
                        courseId.text())
                .get("part", Double.class);
    }

    void addPoint(
            UserId userId, LessonProgress lesson, double courseProgress, int grownMs, boolean completed, Instant now) {
        db.execute(
                "insert into ts.progress_point (at, user_id, course_id, lesson_id, lesson_coverage, course_progress, watched_ms_delta, completed) values (?::timestamptz, ?, ?, ?, ?, ?, ?, ?)",
                utc(now),
                userId.text(),
                lesson.courseId().text(),
                lesson.lessonId().text(),
                (float) lesson.coverage(),
                (float) courseProgress,
                grownMs,
                completed);
    }

    /** How many lessons of each module the learner has done; modules without any are missing. */
    Map<ModuleId, Integer> completedIn(UserId userId, Collection<ModuleId> moduleIds) {
        return db.select(LESSON.MODULE_ID, count())
                .from(LESSON)
                .join(LESSON_PROGRESS)
                .on(LESSON_PROGRESS.LESSON_ID.eq(LESSON.ID), LESSON_PROGRESS.USER_ID.eq(userId))
                .where(LESSON.MODULE_ID.in(moduleIds), IN_OUTLINE, LESSON_PROGRESS.COMPLETED_AT.isNotNull())
                .groupBy(LESSON.MODULE_ID)
                .fetchMap(LESSON.MODULE_ID, count());
    }

    void makePartitions(Instant now, int months) {
        db.fetch("select ts.make_partitions(?::timestamptz, ?)", now.atOffset(ZoneOffset.UTC), months);
    }

    /** With what the lesson is now: the video it shows, and how long that is. */
    private SelectOnConditionStep<Record> rows() {
        return db.select(LESSON_PROGRESS.fields())
                .select(LESSON.VIDEO_ID.as(SHOWN_VIDEO), LESSON.DURATION_MS.as(SHOWN_DURATION))
                .from(LESSON_PROGRESS)
                .join(LESSON)
                .on(LESSON.ID.eq(LESSON_PROGRESS.LESSON_ID));
    }

    private static LessonProgress progress(Record found) {
        boolean isOfThisVideo = Objects.equals(found.get(LESSON_PROGRESS.VIDEO_ID), found.get(SHOWN_VIDEO));
        return new LessonProgress(
                found.get(LESSON_PROGRESS.LESSON_ID),
                found.get(LESSON_PROGRESS.COURSE_ID),
                isOfThisVideo ? found.get(LESSON_PROGRESS.POSITION_MS) : 0,
                isOfThisVideo ? found.get(LESSON_PROGRESS.WATCHED_MS) : 0,
                isOfThisVideo ? found.get(LESSON_PROGRESS.DURATION_MS) : found.get(SHOWN_DURATION, Integer.class),
                isOfThisVideo ? ranges(String.valueOf((Object) found.get(LESSON_PROGRESS.WATCHED))) : List.of(),
                found.get(LESSON_PROGRESS.READ_AT),
                found.get(LESSON_PROGRESS.COMPLETED_AT),
                found.get(LESSON_PROGRESS.UPDATED_AT),
                found.get(LESSON_PROGRESS.DEVICE_LABEL));
    }

    private static List<WatchedRange> ranges(String multirange) {
        return RANGE.matcher(multirange)
                .results()
                .map(range -> new WatchedRange(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))))
                .toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
