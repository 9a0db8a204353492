package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.LESSON;

import io.aula.courses.catalog.LessonStatus;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What others are told of lessons, whatever became of them. */
@Repository
class LessonFacts {
    private final DSLContext db;

    LessonFacts(DSLContext db) {
        this.db = db;
    }

    /** A lesson as {@code lesson.changed} tells it. */
    record Fact(
            LessonId lessonId,
            CourseId courseId,
            LessonStatus status,
            boolean isFreePreview,
            @Nullable Instant releaseAt,
            boolean deleted,
            int revision) {}

    /** By id; empty is before all. */
    List<CourseId> coursesBehind(String id, int atMost) {
        return db.select(COURSE.ID)
                .from(COURSE)
                .where(CourseId.parse(id).map(COURSE.ID::gt).orElseGet(DSL::noCondition))
                .orderBy(COURSE.ID)
                .limit(atMost)
                .fetch(COURSE.ID);
    }

    /** As above. */
    List<LessonId> lessonsBehind(String id, int atMost) {
        return db.select(LESSON.ID)
                .from(LESSON)
                .where(LessonId.parse(id).map(LESSON.ID::gt).orElseGet(DSL::noCondition))
                .orderBy(LESSON.ID)
                .limit(atMost)
                .fetch(LESSON.ID);
    }

    List<Fact> of(Collection<LessonId> lessonIds) {
        return db.select(
                        LESSON.ID,
                        LESSON.COURSE_ID,
                        LESSON.STATUS,
                        LESSON.IS_FREE_PREVIEW,
                        LESSON.RELEASE_AT,
                        LESSON.DELETED_AT,
                        LESSON.REVISION)
                .from(LESSON)
                .where(LESSON.ID.in(lessonIds))
                .orderBy(LESSON.ID)
                .fetch(row -> new Fact(
                        row.value1(),
                        row.value2(),
                        LessonStatus.valueOf(row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6() != null,
                        row.value7()));
    }
}
