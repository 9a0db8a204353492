package io.aula.courses.catalog;

import static io.aula.courses.db.Tables.COUNTED_LESSON;
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
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads courses. */
@Repository
class Courses {
    /** What people type between signs; C++ and C# are words. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+[+#]*");

    private static final Condition LIVE = LESSON.COURSE_ID.eq(COURSE.ID).and(LESSON.DELETED_AT.isNull());
    private static final Condition COUNTED = COUNTED_LESSON.COURSE_ID.eq(COURSE.ID);
    /** What can be watched or read, as progress counts it: a video that is not made yet is promised to nobody. */
    private static final Field<Integer> LESSONS =
            field(selectCount().from(COUNTED_LESSON).where(COUNTED));

    private static final Field<Long> DURATION =
            total(select(sum(COUNTED_LESSON.WEIGHT_MS).cast(Long.class))
                    .from(COUNTED_LESSON)
                    .where(COUNTED, COUNTED_LESSON.KIND.eq(Lesson.Kind.VIDEO.name())));
    private static final Field<Integer> ALL_LESSONS =
            field(selectCount().from(LESSON).where(LIVE));
    private static final Field<Long> WHOLE_DURATION =
            total(select(sum(LESSON.DURATION_MS).cast(Long.class)).from(LESSON).where(LIVE));
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

    private static Field<Long> total(Select<Record1<Long>> sum) {
        return coalesce(field(sum), val(0L));
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

    List<Course> byIds(Collection<CourseId> ids) {
        return rows().from(COURSE).where(COURSE.ID.in(ids)).fetch(Courses::course);
    }

    List<Course> bySlugs(Collection<String> slugs) {
        return rows().from(COURSE)
                .where(lower(COURSE.SLUG)
                        .in(slugs.stream().map(String::toLowerCase).toList()))
                .fetch(Courses::course);
    }

    void setFree(CourseId id, boolean isFree, long version) {
        db.update(COURSE)
                .set(COURSE.IS_FREE, isFree)
                .set(COURSE.OFFER_VERSION, version)
                .where(COURSE.ID.eq(id), COURSE.OFFER_VERSION.lt(version))
                .execute();
    }

    Map<CourseId, List<UserId>> instructors(Collection<CourseId> courseIds) {
        return db.select(COURSE_INSTRUCTOR.COURSE_ID, COURSE_INSTRUCTOR.USER_ID)
                .from(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.COURSE_ID.in(courseIds))
                .orderBy(COURSE_INSTRUCTOR.POSITION, COURSE_INSTRUCTOR.USER_ID)
                .fetchGroups(COURSE_INSTRUCTOR.COURSE_ID, COURSE_INSTRUCTOR.USER_ID);
    }

    Set<CourseId> taughtBy(UserId userId, Collection<CourseId> courseIds) {
        return db.select(COURSE_INSTRUCTOR.COURSE_ID)
                .from(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.USER_ID.eq(userId), COURSE_INSTRUCTOR.COURSE_ID.in(courseIds))
                .fetchSet(COURSE_INSTRUCTOR.COURSE_ID);
    }

    /** Those of the courses that this person goes on with, whatever became of them. */
    Set<CourseId> takenBy(UserId userId, Collection<CourseId> courseIds) {
        return db.select(ENROLLMENT.COURSE_ID)
                .from(ENROLLMENT)
                .where(
                        ENROLLMENT.USER_ID.eq(userId),
                        ENROLLMENT.COURSE_ID.in(courseIds),
                        ENROLLMENT.STATUS.in("ACTIVE", "COMPLETED"))
                .fetchSet(ENROLLMENT.COURSE_ID);
    }

    /** One row more than asked, so that the page knows whether there is more. */
    List<Row<Course>> page(CourseSearch search, Optional<UserId> viewer, CourseSort sort, Slice slice) {
        Field<Long> key = key(sort);
        List<Condition> conditions = conditions(search, viewer);
        slice.from()
                .ifPresent(from -> conditions.add(
                        slice.isBackward()
                                ? row(key, COURSE.ID).gt(row(val(from.key()), val(from.id(), COURSE.ID)))
                                : row(key, COURSE.ID).lt(row(val(from.key()), val(from.id(), COURSE.ID)))));
        return rows(key.as("key"))
                .from(COURSE)
                .where(conditions)
                .orderBy(
                        slice.isBackward() ? key.asc() : key.desc(),
                        slice.isBackward() ? COURSE.ID.asc() : COURSE.ID.desc())
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        found.get("key", Long.class), found.get(COURSE.ID).text(), course(found)));
    }

    int count(CourseSearch search, Optional<UserId> viewer) {
        return db.fetchCount(COURSE, conditions(search, viewer));
    }

    private static Field<Long> key(CourseSort sort) {
        return switch (sort) {
            case NEWEST -> AGE;
            case RELEVANCE, POPULAR -> COURSE.LEARNER_COUNT.cast(Long.class);
            case DURATION -> DURATION;
        };
    }

    private static List<Condition> conditions(CourseSearch search, Optional<UserId> viewer) {
        List<Condition> all = new ArrayList<>();
        all.add(status(search, viewer));
        if (search.query() != null && !search.query().isBlank()) {
            List<String> words = WORD.matcher(search.query())
                    .results()
                    .map(MatchResult::group)
                    .limit(8)
                    .toList();
            // Signs alone are no wish to see everything.
            all.add(
                    words.isEmpty()
                            ? DSL.falseCondition()
                            : DSL.and(words.stream().map(Courses::mentions).toList()));
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
        if (search.instructors() != null) {
            all.add(taughtBy(search.instructors()));
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
    private static Condition status(CourseSearch search, Optional<UserId> viewer) {
        Condition isPublic = COURSE.STATUS.eq(CourseStatus.PUBLISHED.name());
        if (search.statuses().isEmpty()) {
            return isPublic;
        }
        Condition asked =
                COURSE.STATUS.in(search.statuses().stream().map(Enum::name).toList());
        return asked.and(viewer.map(id -> isPublic.or(taughtBy(Set.of(id)))).orElse(isPublic));
    }

    private static Condition taughtBy(Set<UserId> anyOf) {
        return DSL.exists(selectOne()
                .from(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.COURSE_ID.eq(COURSE.ID), COURSE_INSTRUCTOR.USER_ID.in(anyOf)));
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
                        List.of(found.get(COURSE.GLOSSARY)),
                        found.get(COURSE.LOUDNESS)),
                new Course.Extent(found.get("lessons", Integer.class), found.get("duration", Integer.class)),
                new Course.Extent(found.get("all_lessons", Integer.class), found.get("whole_duration", Integer.class)),
                found.get(COURSE.LEARNER_COUNT),
                found.get(COURSE.REVISION),
                found.get(COURSE.PUBLISHED_AT),
                found.get(COURSE.UPDATED_AT));
    }
}
