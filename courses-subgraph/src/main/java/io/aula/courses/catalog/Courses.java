package io.aula.courses.catalog;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.COURSE_INSTRUCTOR;
import static io.aula.courses.db.Tables.ENROLLMENT;
import static io.aula.courses.db.Tables.LESSON;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectSelectStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads courses. */
@Repository
class Courses {
    private static final Condition LIVE = LESSON.COURSE_ID.eq(COURSE.ID).and(LESSON.DELETED_AT.isNull());
    private static final Condition SHOWN = LIVE.and(LESSON.STATUS.eq(LessonStatus.PUBLISHED.name()));
    private static final Field<Integer> LESSONS = lessons(SHOWN);
    private static final Field<Long> DURATION = duration(SHOWN);
    private static final Field<Integer> ALL_LESSONS = lessons(LIVE);
    private static final Field<Long> WHOLE_DURATION = duration(LIVE);
    // The cursor carries microseconds, which is all PostgreSQL keeps.
    private static final Field<Long> AGE = field(
            "(extract(epoch from coalesce({0}, {1})) * 1000000)::bigint",
            Long.class, COURSE.PUBLISHED_AT, COURSE.CREATED_AT);
    private static final String ACCENTS = "áéíóúüñàèìòùçïâêîôû";
    private static final String PLAIN = "aeiouunaeiouciaeiou";

    private final DSLContext db;

    Courses(DSLContext db) {
        this.db = db;
    }

    private static Field<Integer> lessons(Condition which) {
        return field(selectCount().from(LESSON).where(which));
    }

    private static Field<Long> duration(Condition which) {
        return coalesce(
                field(select(sum(LESSON.DURATION_MS).cast(Long.class))
                        .from(LESSON)
                        .where(which)),
                val(0L));
    }

    private SelectSelectStep<Record> rows(Field<?>... more) {
        return db.select(COURSE.asterisk())
                .select(
                        LESSONS.as("lessons"),
                        DURATION.as("duration"),
                        ALL_LESSONS.as("all_lessons"),
                        WHOLE_DURATION.as("whole_duration"))
                .select(more);
    }

    List<Course> byIds(Collection<String> ids) {
        return rows().from(COURSE).where(COURSE.ID.in(ids)).fetch(Courses::course);
    }

    List<Course> bySlugs(Collection<String> slugs) {
        return rows().from(COURSE)
                .where(lower(COURSE.SLUG)
                        .in(slugs.stream().map(String::toLowerCase).toList()))
                .fetch(Courses::course);
    }

    Map<String, List<String>> instructors(Collection<String> courseIds) {
        return db.select(COURSE_INSTRUCTOR.COURSE_ID, COURSE_INSTRUCTOR.USER_ID)
                .from(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.COURSE_ID.in(courseIds))
                .orderBy(COURSE_INSTRUCTOR.POSITION, COURSE_INSTRUCTOR.USER_ID)
                .fetchGroups(COURSE_INSTRUCTOR.COURSE_ID, COURSE_INSTRUCTOR.USER_ID);
    }

    Set<String> taughtBy(String userId, Collection<String> courseIds) {
        return db.select(COURSE_INSTRUCTOR.COURSE_ID)
                .from(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.USER_ID.eq(userId), COURSE_INSTRUCTOR.COURSE_ID.in(courseIds))
                .fetchSet(COURSE_INSTRUCTOR.COURSE_ID);
    }

    /** Those of the courses that this person goes on with, whatever became of them. */
    Set<String> takenBy(String userId, Collection<String> courseIds) {
        return db.select(ENROLLMENT.COURSE_ID)
                .from(ENROLLMENT)
                .where(
                        ENROLLMENT.USER_ID.eq(userId),
                        ENROLLMENT.COURSE_ID.in(courseIds),
                        ENROLLMENT.STATUS.in("ACTIVE", "COMPLETED"))
                .fetchSet(ENROLLMENT.COURSE_ID);
    }

    /** One row more than asked, so that the page knows whether there is more. */
    List<Row<Course>> page(CourseSearch search, Optional<String> viewer, CourseSort sort, Slice slice) {
        Field<Long> key = key(sort);
        List<Condition> conditions = conditions(search, viewer);
        slice.from()
                .ifPresent(from -> conditions.add(
                        slice.isBackward()
                                ? row(key, COURSE.ID).gt(row(val(from.key()), val(from.id())))
                                : row(key, COURSE.ID).lt(row(val(from.key()), val(from.id())))));
        return rows(key.as("key"))
                .from(COURSE)
                .where(conditions)
                .orderBy(
                        slice.isBackward() ? key.asc() : key.desc(),
                        slice.isBackward() ? COURSE.ID.asc() : COURSE.ID.desc())
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(found.get("key", Long.class), found.get(COURSE.ID), course(found)));
    }

    int count(CourseSearch search, Optional<String> viewer) {
        return db.fetchCount(COURSE, conditions(search, viewer));
    }

    private static Field<Long> key(CourseSort sort) {
        return switch (sort) {
            case NEWEST -> AGE;
            case RELEVANCE, POPULAR -> COURSE.LEARNER_COUNT.cast(Long.class);
            case DURATION -> DURATION;
        };
    }

    private static List<Condition> conditions(CourseSearch search, Optional<String> viewer) {
        List<Condition> all = new ArrayList<>();
        all.add(status(search, viewer));
        if (search.query() != null && !search.query().isBlank()) {
            Arrays.stream(search.query().split("\\s+")).limit(8).forEach(word -> all.add(mentions(word)));
        }
        if (!search.levels().isEmpty()) {
            all.add(COURSE.LEVEL.in(search.levels().stream().map(Enum::name).toList()));
        }
        if (search.locale() != null) {
            all.add(COURSE.ORIGINAL_LOCALE
                    .eq(search.locale())
                    .or(DSL.condition("jsonb_exists({0}, {1})", COURSE.TITLE, val(search.locale()))));
        }
        if (!search.tags().isEmpty()) {
            all.add(COURSE.TAGS.contains(search.tags().toArray(String[]::new)));
        }
        if (search.instructorId() != null) {
            all.add(taughtBy(search.instructorId()));
        }
        if (search.minDurationMs() != null) {
            all.add(DURATION.ge(search.minDurationMs().longValue()));
        }
        if (search.maxDurationMs() != null) {
            all.add(DURATION.le(search.maxDurationMs().longValue()));
        }
        return all;
    }

    /** What is not published is listed to those who teach it, and to nobody else. */
    private static Condition status(CourseSearch search, Optional<String> viewer) {
        Condition isPublic = COURSE.STATUS.eq(CourseStatus.PUBLISHED.name());
        if (search.statuses().isEmpty()) {
            return isPublic;
        }
        Condition asked =
                COURSE.STATUS.in(search.statuses().stream().map(Enum::name).toList());
        return asked.and(viewer.map(id -> isPublic.or(taughtBy(id))).orElse(isPublic));
    }

    private static Condition taughtBy(String userId) {
        return DSL.exists(selectOne()
                .from(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.COURSE_ID.eq(COURSE.ID), COURSE_INSTRUCTOR.USER_ID.eq(userId)));
    }

    private static Condition mentions(String word) {
        Field<String> text = field(
                "translate(lower({0}::text || {1}::text || array_to_string({2}, ' ')), {3}, {4})",
                String.class, COURSE.TITLE, COURSE.SUBTITLE, COURSE.TAGS, val(ACCENTS), val(PLAIN));
        Field<String> plain =
                field("translate(lower({0}), {1}, {2})", String.class, val(word), val(ACCENTS), val(PLAIN));
        return DSL.position(text, plain).gt(0);
    }

    private static Course course(Record found) {
        return new Course(
                found.get(COURSE.ID),
                found.get(COURSE.SLUG),
                found.get(COURSE.OWNER_ID),
                CourseStatus.valueOf(found.get(COURSE.STATUS)),
                found.get(COURSE.ORIGINAL_LOCALE),
                LocalizedText.parse(found.get(COURSE.TITLE)),
                LocalizedText.parse(found.get(COURSE.SUBTITLE)),
                LocalizedText.parse(found.get(COURSE.DESCRIPTION)),
                CourseLevel.valueOf(found.get(COURSE.LEVEL)),
                List.of(found.get(COURSE.TAGS)),
                found.get(COURSE.IS_FREE),
                new CourseSettings(
                        CompletionRule.valueOf(found.get(COURSE.COMPLETION_RULE)),
                        found.get(COURSE.COMPLETION_THRESHOLD),
                        found.get(COURSE.SEQUENTIAL),
                        List.of(found.get(COURSE.CAPTION_LOCALES)),
                        List.of(found.get(COURSE.GLOSSARY))),
                new Course.Extent(found.get("lessons", Integer.class), found.get("duration", Integer.class)),
                new Course.Extent(found.get("all_lessons", Integer.class), found.get("whole_duration", Integer.class)),
                found.get(COURSE.LEARNER_COUNT),
                found.get(COURSE.REVISION),
                found.get(COURSE.PUBLISHED_AT),
                found.get(COURSE.UPDATED_AT));
    }
}
