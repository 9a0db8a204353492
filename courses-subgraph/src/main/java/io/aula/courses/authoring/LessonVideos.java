package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.aula.courses.catalog.LessonStatus;
import io.aula.courses.db.tables.records.LessonRecord;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/**
 * Writes which video a lesson shows. One that may still become good, or is good, keeps its place until the new one can be
 * played:
 *
 * <pre>
 *   video A, nothing waits   →  (B is given)      →  video A, B waits
 *   video A, B waits         →  (B can be played) →  video B, nothing waits
 *   video A, B waits         →  (B was given up)  →  video A, nothing waits
 * </pre>
 */
@Repository
class LessonVideos {
    private static final Condition IS_PLAYABLE = VIDEO.DELETED_AT.isNull().and(VIDEO.STATUS.in("PLAYABLE", "READY"));
    private static final Condition KEEPS_ITS_PLACE = exists(selectOne()
            .from(VIDEO)
            .where(VIDEO.ID.eq(LESSON.VIDEO_ID), VIDEO.DELETED_AT.isNull(), VIDEO.STATUS.ne("FAILED")));

    private final DSLContext db;

    LessonVideos(DSLContext db) {
        this.db = db;
    }

    /**
     * Gives the lesson a video: at once when that can be played or nothing good is there, otherwise in its time.
     *
     * @return the course of which learners see something else by that; so do the others
     */
    Set<CourseId> give(LessonId lessonId, VideoId videoId) {
        Condition waits = KEEPS_ITS_PLACE
                .and(LESSON.VIDEO_ID.ne(videoId))
                .andNotExists(selectOne().from(VIDEO).where(VIDEO.ID.eq(videoId), IS_PLAYABLE));
        Field<Integer> length = coalesce(
                DSL.field(select(VIDEO.DURATION_MS).from(VIDEO).where(VIDEO.ID.eq(videoId), IS_PLAYABLE)), val(0));
        return seen(db.update(LESSON)
                .set(LESSON.VIDEO_ID, when(waits, LESSON.VIDEO_ID).otherwise(val(videoId, LESSON.VIDEO_ID)))
                .set(LESSON.REPLACEMENT_ID, when(waits, val(videoId, LESSON.VIDEO_ID)))
                .set(LESSON.DURATION_MS, when(waits, LESSON.DURATION_MS).otherwise(length))
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.ID.eq(lessonId))
                .returning(LESSON.COURSE_ID, LESSON.STATUS)
                .fetch());
    }

    /** The lesson shows nothing any more. */
    void take(LessonId lessonId) {
        db.update(LESSON)
                .setNull(LESSON.VIDEO_ID)
                .setNull(LESSON.REPLACEMENT_ID)
                .set(LESSON.DURATION_MS, 0)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.ID.eq(lessonId))
                .execute();
    }

    Set<CourseId> putInPlace(VideoId videoId) {
        return seen(db.update(LESSON)
                .set(LESSON.VIDEO_ID, LESSON.REPLACEMENT_ID)
                .setNull(LESSON.REPLACEMENT_ID)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.REPLACEMENT_ID.eq(videoId))
                .returning(LESSON.COURSE_ID, LESSON.STATUS)
                .fetch());
    }

    void giveUp(VideoId videoId) {
        db.update(LESSON)
                .setNull(LESSON.REPLACEMENT_ID)
                .where(LESSON.REPLACEMENT_ID.eq(videoId))
                .execute();
    }

    /** The video is gone for good. */
    Set<CourseId> forget(VideoId videoId) {
        giveUp(videoId);
        return seen(db.update(LESSON)
                .setNull(LESSON.VIDEO_ID)
                .set(LESSON.DURATION_MS, 0)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.VIDEO_ID.eq(videoId))
                .returning(LESSON.COURSE_ID, LESSON.STATUS)
                .fetch());
    }

    Set<CourseId> measure(VideoId videoId, int durationMs) {
        return seen(db.update(LESSON)
                .set(LESSON.DURATION_MS, durationMs)
                .where(LESSON.VIDEO_ID.eq(videoId), LESSON.DURATION_MS.ne(durationMs))
                .returning(LESSON.COURSE_ID, LESSON.STATUS)
                .fetch());
    }

    /** A draft is seen by nobody. */
    private static Set<CourseId> seen(List<LessonRecord> changed) {
        return changed.stream()
                .filter(lesson -> lesson.getStatus().equals(LessonStatus.PUBLISHED.name()))
                .map(LessonRecord::getCourseId)
                .collect(Collectors.toSet());
    }
}
