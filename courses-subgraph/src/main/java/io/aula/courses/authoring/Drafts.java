package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.COURSE_INSTRUCTOR;
import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MODULE;

import io.aula.courses.graphql.LocalizedText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Writes courses, modules and lessons. */
@Repository
class Drafts {
    private final DSLContext db;

    Drafts(DSLContext db) {
        this.db = db;
    }

    void addCourse(String id, String slug, String ownerId, NewCourse course) {
        db.insertInto(COURSE)
                .set(COURSE.ID, id)
                .set(COURSE.SLUG, slug)
                .set(COURSE.OWNER_ID, ownerId)
                .set(COURSE.ORIGINAL_LOCALE, course.locale())
                .set(
                        COURSE.TITLE,
                        LocalizedText.of(course.locale(), course.title()).toJson())
                .set(COURSE.SUBTITLE, course.subtitleText().toJson())
                .set(COURSE.LEVEL, course.level())
                .set(COURSE.TAGS, course.tags().toArray(String[]::new))
                .execute();
    }

    void addInstructor(String courseId, String userId, int position) {
        db.insertInto(COURSE_INSTRUCTOR)
                .set(COURSE_INSTRUCTOR.COURSE_ID, courseId)
                .set(COURSE_INSTRUCTOR.USER_ID, userId)
                .set(COURSE_INSTRUCTOR.POSITION, position)
                .execute();
    }

    void removeInstructors(String courseId) {
        db.deleteFrom(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.COURSE_ID.eq(courseId))
                .execute();
    }

    boolean slugTaken(String slug) {
        return db.fetchExists(COURSE, org.jooq.impl.DSL.lower(COURSE.SLUG).eq(slug.toLowerCase()));
    }

    /** Zero rows when somebody else changed the course since that revision. */
    int changeCourse(String id, int expectedRevision, Map<Field<?>, Object> changes) {
        return db.update(COURSE)
                .set(changes)
                .set(COURSE.REVISION, COURSE.REVISION.plus(1))
                .set(COURSE.UPDATED_AT, Instant.now())
                .where(COURSE.ID.eq(id), COURSE.REVISION.eq(expectedRevision))
                .execute();
    }

    void addModule(String id, String courseId, LocalizedText title, String rank) {
        db.insertInto(MODULE)
                .set(MODULE.ID, id)
                .set(MODULE.COURSE_ID, courseId)
                .set(MODULE.TITLE, title.toJson())
                .set(MODULE.RANK, rank)
                .execute();
    }

    void addLesson(
            String id,
            String courseId,
            String moduleId,
            String kind,
            LocalizedText title,
            boolean preview,
            String rank) {
        db.insertInto(LESSON)
                .set(LESSON.ID, id)
                .set(LESSON.COURSE_ID, courseId)
                .set(LESSON.MODULE_ID, moduleId)
                .set(LESSON.KIND, kind)
                .set(LESSON.TITLE, title.toJson())
                .set(LESSON.IS_FREE_PREVIEW, preview)
                .set(LESSON.RANK, rank)
                .execute();
    }

    void changeModule(String id, Map<Field<?>, Object> changes) {
        db.update(MODULE)
                .set(changes)
                .set(MODULE.REVISION, MODULE.REVISION.plus(1))
                .where(MODULE.ID.eq(id))
                .execute();
    }

    void changeLesson(String id, Map<Field<?>, Object> changes) {
        db.update(LESSON)
                .set(changes)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.ID.eq(id))
                .execute();
    }

    List<Place> modulePlaces(String courseId) {
        return db.select(MODULE.ID, MODULE.RANK)
                .from(MODULE)
                .where(MODULE.COURSE_ID.eq(courseId), MODULE.DELETED_AT.isNull())
                .orderBy(MODULE.RANK)
                .fetch(row -> new Place(row.value1(), row.value2()));
    }

    List<Place> lessonPlaces(String moduleId) {
        return db.select(LESSON.ID, LESSON.RANK)
                .from(LESSON)
                .where(LESSON.MODULE_ID.eq(moduleId), LESSON.DELETED_AT.isNull())
                .orderBy(LESSON.RANK)
                .fetch(row -> new Place(row.value1(), row.value2()));
    }

    void deleteModule(String id) {
        db.update(MODULE)
                .set(MODULE.DELETED_AT, Instant.now())
                .where(MODULE.ID.eq(id))
                .execute();
    }

    void deleteLessonsOf(String moduleId) {
        db.update(LESSON)
                .set(LESSON.DELETED_AT, Instant.now())
                .where(LESSON.MODULE_ID.eq(moduleId), LESSON.DELETED_AT.isNull())
                .execute();
    }

    void deleteLesson(String id) {
        db.update(LESSON)
                .set(LESSON.DELETED_AT, Instant.now())
                .where(LESSON.ID.eq(id))
                .execute();
    }

    /** An item and where it stands. */
    record Place(String id, String rank) {}

    /** What a course begins with. */
    record NewCourse(String locale, String title, @Nullable String subtitle, String level, List<String> tags) {
        LocalizedText subtitleText() {
            return subtitle == null ? new LocalizedText(Map.of()) : LocalizedText.of(locale, subtitle);
        }
    }
}
