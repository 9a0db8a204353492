package io.aula.courses.catalog;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MODULE;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.VideoId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads modules and lessons, in their order. */
@Repository
class Outlines {
    private static final Field<Boolean> HAS_ARTICLE =
            DSL.field(LESSON.ARTICLE.isNotNull()).as("has_article");
    /** Without the texts, which may be large. */
    private static final List<Field<?>> LESSON_FIELDS = Stream.concat(
                    Arrays.stream(LESSON.fields()).filter(each -> !each.equals(LESSON.ARTICLE)), Stream.of(HAS_ARTICLE))
            .toList();

    private final DSLContext db;

    Outlines(DSLContext db) {
        this.db = db;
    }

    List<Module> modules(Collection<ModuleId> ids) {
        return db.selectFrom(MODULE)
                .where(MODULE.ID.in(ids), MODULE.DELETED_AT.isNull())
                .fetch(Outlines::module);
    }

    List<Lesson> lessons(Collection<LessonId> ids) {
        return db.select(LESSON_FIELDS)
                .from(LESSON)
                .where(LESSON.ID.in(ids), LESSON.DELETED_AT.isNull())
                .fetch(Outlines::lesson);
    }

    /** @param whole those of the courses of which modules without a published lesson are wanted too */
    Map<CourseId, List<Module>> modulesOf(Collection<CourseId> courseIds, Collection<CourseId> whole) {
        return db.selectFrom(MODULE)
                .where(MODULE.COURSE_ID.in(courseIds), MODULE.DELETED_AT.isNull())
                .and(MODULE.COURSE_ID
                        .in(whole)
                        .or(exists(selectOne()
                                .from(LESSON)
                                .where(
                                        LESSON.MODULE_ID.eq(MODULE.ID),
                                        LESSON.STATUS.eq(LessonStatus.PUBLISHED.name()),
                                        LESSON.DELETED_AT.isNull()))))
                .orderBy(MODULE.COURSE_ID, MODULE.RANK, MODULE.ID)
                .fetchGroups(MODULE.COURSE_ID, Outlines::module);
    }

    /** In the order of the course: by module, then within it. */
    Map<CourseId, List<Lesson>> lessonsOf(Collection<CourseId> courseIds) {
        return db.select(LESSON_FIELDS)
                .from(LESSON)
                .join(MODULE)
                .on(MODULE.ID.eq(LESSON.MODULE_ID))
                .where(LESSON.COURSE_ID.in(courseIds), LESSON.DELETED_AT.isNull(), MODULE.DELETED_AT.isNull())
                .orderBy(LESSON.COURSE_ID, MODULE.RANK, MODULE.ID, LESSON.RANK, LESSON.ID)
                .fetchGroups(found -> found.get(LESSON.COURSE_ID), Outlines::lesson);
    }

    Map<VideoId, List<Lesson>> lessonsOfVideos(Collection<VideoId> videoIds) {
        return db.select(LESSON_FIELDS)
                .from(LESSON)
                .where(LESSON.VIDEO_ID.in(videoIds), LESSON.DELETED_AT.isNull())
                .fetchGroups(LESSON.VIDEO_ID, Outlines::lesson);
    }

    /** By video: the lessons that show it, and those where it waits to take another's place. */
    Map<VideoId, List<Lesson>> lessonsUsing(Collection<VideoId> videoIds) {
        return db.select(VIDEO.ID)
                .select(LESSON_FIELDS)
                .from(VIDEO)
                .join(LESSON)
                .on(LESSON.VIDEO_ID.eq(VIDEO.ID).or(LESSON.REPLACEMENT_ID.eq(VIDEO.ID)))
                .where(VIDEO.ID.in(videoIds), LESSON.DELETED_AT.isNull())
                .orderBy(VIDEO.ID, LESSON.ID)
                .fetchGroups(found -> found.get(VIDEO.ID), Outlines::lesson);
    }

    /**
     * What is written for the lessons: in the first of the languages that there is, otherwise in any.
     *
     * @param locales BCP 47, the best first
     */
    Map<LessonId, String> articles(Collection<LessonId> ids, List<String> locales) {
        Field<String> text = DSL.field(
                "coalesce((select {0} ->> l.tag from unnest({1}) with ordinality l(tag, n) where {0} ->> l.tag is not null order by l.n limit 1),"
                        + " (select t.value from jsonb_each_text({0}) t limit 1))",
                String.class, LESSON.ARTICLE, DSL.val(locales.toArray(String[]::new)));
        return db.select(LESSON.ID, text)
                .from(LESSON)
                .where(LESSON.ID.in(ids), LESSON.ARTICLE.isNotNull())
                .fetchMap(LESSON.ID, text);
    }

    private static Module module(Record found) {
        return new Module(
                found.get(MODULE.ID),
                found.get(MODULE.COURSE_ID),
                LocalizedText.parse(found.get(MODULE.TITLE)),
                found.get(MODULE.RANK),
                found.get(MODULE.REVISION));
    }

    private static Lesson lesson(Record found) {
        return new Lesson(
                found.get(LESSON.ID),
                found.get(LESSON.COURSE_ID),
                found.get(LESSON.MODULE_ID),
                Lesson.Kind.valueOf(found.get(LESSON.KIND)),
                LessonStatus.valueOf(found.get(LESSON.STATUS)),
                LocalizedText.parse(found.get(LESSON.TITLE)),
                found.get(LESSON.RANK),
                found.get(LESSON.IS_FREE_PREVIEW),
                found.get(LESSON.RELEASE_AT),
                found.get(LESSON.VIDEO_ID),
                found.get(HAS_ARTICLE),
                found.get(LESSON.DURATION_MS),
                found.get(LESSON.READING_MS),
                found.get(LESSON.REVISION));
    }
}
