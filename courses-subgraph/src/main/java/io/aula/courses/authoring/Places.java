package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MODULE;
import static org.jooq.impl.DSL.val;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Where modules and lessons stand among their living siblings. */
@Repository
class Places {
    /** Sorts behind every rank, so that siblings can be parked there while new ranks are given out. */
    private static final String PARKED = "~";

    private final DSLContext db;

    Places(DSLContext db) {
        this.db = db;
    }

    /** An item and where it stands. */
    record Place<I>(I id, String rank) {}

    List<Place<ModuleId>> modules(CourseId courseId) {
        return db.select(MODULE.ID, MODULE.RANK)
                .from(MODULE)
                .where(MODULE.COURSE_ID.eq(courseId), MODULE.DELETED_AT.isNull())
                .orderBy(MODULE.RANK, MODULE.ID)
                .fetch(row -> new Place<>(row.value1(), row.value2()));
    }

    List<Place<LessonId>> lessons(ModuleId moduleId) {
        return db.select(LESSON.ID, LESSON.RANK)
                .from(LESSON)
                .where(LESSON.MODULE_ID.eq(moduleId), LESSON.DELETED_AT.isNull())
                .orderBy(LESSON.RANK, LESSON.ID)
                .fetch(row -> new Place<>(row.value1(), row.value2()));
    }

    int lessonCount(CourseId courseId) {
        return db.fetchCount(LESSON, LESSON.COURSE_ID.eq(courseId), LESSON.DELETED_AT.isNull());
    }

    void parkModules(CourseId courseId) {
        db.update(MODULE)
                .set(MODULE.RANK, DSL.concat(val(PARKED), MODULE.ID))
                .where(MODULE.COURSE_ID.eq(courseId), MODULE.DELETED_AT.isNull())
                .execute();
    }

    void parkLessons(ModuleId moduleId) {
        db.update(LESSON)
                .set(LESSON.RANK, DSL.concat(val(PARKED), LESSON.ID))
                .where(LESSON.MODULE_ID.eq(moduleId), LESSON.DELETED_AT.isNull())
                .execute();
    }

    void placeModules(Map<ModuleId, String> ranks) {
        db.batch(ranks.entrySet().stream()
                        .map(each -> db.update(MODULE)
                                .set(MODULE.RANK, each.getValue())
                                .where(MODULE.ID.eq(each.getKey())))
                        .toList())
                .execute();
    }

    void placeLessons(Map<LessonId, String> ranks) {
        db.batch(ranks.entrySet().stream()
                        .map(each -> db.update(LESSON)
                                .set(LESSON.RANK, each.getValue())
                                .where(LESSON.ID.eq(each.getKey())))
                        .toList())
                .execute();
    }
}
