package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.COURSE_INSTRUCTOR;
import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MODULE;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.lower;

import io.aula.courses.catalog.CourseLevel;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.LessonStatus;
import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
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

    /** What a course begins with. */
    record NewCourse(String locale, String title, String subtitle, CourseLevel level, List<String> tags) {}

    /** What is written of a lesson; the rest stays. */
    record LessonRow(
            Given<LocalizedText> titles,
            Given<Boolean> isFreePreview,
            Given<Instant> releaseAt,
            Given<LocalizedText> article) {}

    /** False when that slug was taken meanwhile. */
    boolean addCourse(CourseId id, String slug, UserId ownerId, NewCourse course) {
        LocalizedText subtitle = course.subtitle().isEmpty()
                ? LocalizedText.EMPTY
                : LocalizedText.of(course.locale(), course.subtitle());
        return db.insertInto(COURSE)
                        .set(COURSE.ID, id)
                        .set(COURSE.SLUG, slug)
                        .set(COURSE.OWNER_ID, ownerId)
                        .set(COURSE.ORIGINAL_LOCALE, course.locale())
                        .set(
                                COURSE.TITLE,
                                LocalizedText.of(course.locale(), course.title())
                                        .toJson())
                        .set(COURSE.SUBTITLE, subtitle.toJson())
                        .set(COURSE.LEVEL, course.level().name())
                        .set(COURSE.TAGS, course.tags().toArray(String[]::new))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    void addInstructor(CourseId courseId, UserId userId, int position) {
        db.insertInto(COURSE_INSTRUCTOR)
                .set(COURSE_INSTRUCTOR.COURSE_ID, courseId)
                .set(COURSE_INSTRUCTOR.USER_ID, userId)
                .set(COURSE_INSTRUCTOR.POSITION, position)
                .execute();
    }

    void removeInstructors(CourseId courseId) {
        db.deleteFrom(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.COURSE_ID.eq(courseId))
                .execute();
    }

    /** False when they did not teach it. */
    boolean removeInstructor(CourseId courseId, UserId userId) {
        return db.deleteFrom(COURSE_INSTRUCTOR)
                        .where(COURSE_INSTRUCTOR.COURSE_ID.eq(courseId), COURSE_INSTRUCTOR.USER_ID.eq(userId))
                        .execute()
                == 1;
    }

    boolean slugTaken(String slug) {
        return db.fetchExists(COURSE, lower(COURSE.SLUG).eq(slug.toLowerCase()));
    }

    /** False when somebody else changed the course since that revision. */
    boolean saveCourse(CourseId id, int revision, CourseState state, Instant now) {
        return db.update(COURSE)
                        .set(COURSE.STATUS, state.status().name())
                        .set(COURSE.SLUG, state.slug())
                        .set(COURSE.TITLE, state.titles().toJson())
                        .set(COURSE.SUBTITLE, state.subtitles().toJson())
                        .set(COURSE.DESCRIPTION, state.descriptions().toJson())
                        .set(COURSE.LEVEL, state.level().name())
                        .set(COURSE.TAGS, state.tags().toArray(String[]::new))
                        .set(
                                COURSE.COMPLETION_RULE,
                                state.settings().completionRule().name())
                        .set(COURSE.COMPLETION_THRESHOLD, (float)
                                state.settings().completionThreshold())
                        .set(COURSE.SEQUENTIAL, state.settings().sequential())
                        .set(
                                COURSE.CAPTION_LOCALES,
                                state.settings().captionLocales().toArray(String[]::new))
                        .set(COURSE.GLOSSARY, state.settings().glossary().toArray(String[]::new))
                        .set(COURSE.LOUDNESS, state.settings().loudness())
                        .set(COURSE.PUBLISHED_AT, state.publishedAt())
                        .set(COURSE.REVISION, COURSE.REVISION.plus(1))
                        .set(COURSE.UPDATED_AT, now)
                        .where(COURSE.ID.eq(id), COURSE.REVISION.eq(revision))
                        .execute()
                == 1;
    }

    /** The outline is another than whoever holds the old revision saw. */
    void touchCourse(CourseId id, Instant now) {
        db.update(COURSE)
                .set(COURSE.REVISION, COURSE.REVISION.plus(1))
                .set(COURSE.UPDATED_AT, now)
                .where(COURSE.ID.eq(id))
                .execute();
    }

    void addModule(ModuleId id, CourseId courseId, LocalizedText title, String rank) {
        db.insertInto(MODULE)
                .set(MODULE.ID, id)
                .set(MODULE.COURSE_ID, courseId)
                .set(MODULE.TITLE, title.toJson())
                .set(MODULE.RANK, rank)
                .execute();
    }

    void addLesson(Lesson lesson) {
        db.insertInto(LESSON)
                .set(LESSON.ID, lesson.id())
                .set(LESSON.COURSE_ID, lesson.courseId())
                .set(LESSON.MODULE_ID, lesson.moduleId())
                .set(LESSON.KIND, lesson.kind().name())
                .set(LESSON.STATUS, lesson.status().name())
                .set(LESSON.TITLE, lesson.titles().toJson())
                .set(LESSON.IS_FREE_PREVIEW, lesson.isFreePreview())
                .set(LESSON.RANK, lesson.rank())
                .execute();
    }

    void renameModule(ModuleId id, LocalizedText titles) {
        changeModule(id, Map.of(MODULE.TITLE, titles.toJson()));
    }

    void moveModule(ModuleId id, String rank) {
        changeModule(id, Map.of(MODULE.RANK, rank));
    }

    private void changeModule(ModuleId id, Map<Field<?>, Object> changes) {
        db.update(MODULE)
                .set(changes)
                .set(MODULE.REVISION, MODULE.REVISION.plus(1))
                .where(MODULE.ID.eq(id))
                .execute();
    }

    /** Keeps the module from being deleted until the end of the transaction; false when it is gone. */
    boolean holdModule(ModuleId id) {
        return db.select(MODULE.ID)
                .from(MODULE)
                .where(MODULE.ID.eq(id), MODULE.DELETED_AT.isNull())
                .forShare()
                .fetchOptional()
                .isPresent();
    }

    /** Holds the lesson until the end of the transaction, so that two edits of different languages are both kept. */
    void lockLesson(LessonId id) {
        db.select(LESSON.ID).from(LESSON).where(LESSON.ID.eq(id)).forUpdate().fetch();
    }

    /** The text of the lesson in all its languages; empty when it has none. */
    LocalizedText article(LessonId id) {
        return db.select(LESSON.ARTICLE)
                .from(LESSON)
                .where(LESSON.ID.eq(id))
                .fetchOptional(LESSON.ARTICLE)
                .map(LocalizedText::parse)
                .orElse(LocalizedText.EMPTY);
    }

    void changeLesson(LessonId id, LessonRow row) {
        Map<Field<?>, @Nullable Object> changes = new LinkedHashMap<>();
        row.titles().ifGiven(titles -> changes.put(LESSON.TITLE, titles == null ? null : titles.toJson()));
        row.isFreePreview().ifGiven(is -> changes.put(LESSON.IS_FREE_PREVIEW, is));
        row.releaseAt().ifGiven(at -> changes.put(LESSON.RELEASE_AT, at));
        row.article()
                .ifGiven(article ->
                        changes.put(LESSON.ARTICLE, article == null || article.isEmpty() ? null : article.toJson()));
        change(List.of(id), changes);
    }

    void moveLesson(LessonId id, ModuleId moduleId, String rank) {
        change(List.of(id), Map.of(LESSON.MODULE_ID, moduleId, LESSON.RANK, rank));
    }

    void setStatus(Collection<LessonId> ids, LessonStatus status) {
        change(ids, Map.of(LESSON.STATUS, status.name()));
    }

    /** Notes of those of the lessons whose day has come and of which people were not told before that they are now, and returns them. */
    Set<LessonId> announce(Collection<LessonId> ids, Instant at) {
        return db.update(LESSON)
                .set(LESSON.ANNOUNCED_AT, at)
                .where(LESSON.ID.in(ids), LESSON.ANNOUNCED_AT.isNull(), isReleased(at))
                .returningResult(LESSON.ID)
                .fetchSet(LESSON.ID);
    }

    private static Condition isReleased(Instant at) {
        return LESSON.RELEASE_AT.isNull().or(LESSON.RELEASE_AT.le(at));
    }

    /**
     * Lessons of open courses that are published, whose day has come, and of which nobody was told; those that another instance is about
     * to tell of are left to it.
     */
    Map<CourseId, Set<LessonId>> unannounced(Instant now, int most) {
        return db
                .select(LESSON.COURSE_ID, LESSON.ID)
                .from(LESSON)
                .join(MODULE)
                .on(MODULE.ID.eq(LESSON.MODULE_ID), MODULE.DELETED_AT.isNull())
                .join(COURSE)
                .on(
                        COURSE.ID.eq(LESSON.COURSE_ID),
                        COURSE.STATUS.in(CourseStatus.PUBLISHED.name(), CourseStatus.UNLISTED.name()))
                .where(
                        LESSON.ANNOUNCED_AT.isNull(),
                        LESSON.DELETED_AT.isNull(),
                        LESSON.STATUS.eq(LessonStatus.PUBLISHED.name()),
                        isReleased(now))
                .limit(most)
                .forUpdate()
                .of(LESSON)
                .skipLocked()
                .fetch()
                .intoGroups(LESSON.COURSE_ID, LESSON.ID)
                .entrySet()
                .stream()
                .collect(toMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }

    private void change(Collection<LessonId> ids, Map<Field<?>, ?> changes) {
        db.update(LESSON)
                .set(changes)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.ID.in(ids))
                .execute();
    }
}
