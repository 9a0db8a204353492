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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.springframework.stereotype.Repository;

/** Reads courses. */
@Repository
class Courses {
    private static final Condition LIVE = LESSON.COURSE_ID.eq(COURSE.ID).and(LESSON.DELETED_AT.isNull());
    private static final Condition COUNTED = COUNTED_LESSON.COURSE_ID.eq(COURSE.ID);
    /** What can be watched or read, as progress counts it: a video that is not made yet is promised to nobody. */
    private static final Field<Integer> LESSONS =
            field(selectCount().from(COUNTED_LESSON).where(COUNTED));

    private static final Field<Integer> ALL_LESSONS =
            field(selectCount().from(LESSON).where(LIVE));
    private static final Field<Long> WHOLE_DURATION =
            total(select(sum(LESSON.DURATION_MS).cast(Long.class)).from(LESSON).where(LIVE));

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
                        Listing.DURATION.as("duration"),
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

    /**
     * What is typed into a search, read by the database: the same function folds it that folded what is looked through. What has these
     * words decides alone whether those that resemble them are needed, and it does so among what may be seen.
     */
    Asked asked(String query, CourseSearch search, Optional<UserId> viewer) {
        Asked strictly = read(query);
        Listing listing = new Listing(search.ofWordsAlone(), Optional.of(strictly), viewer);
        return strictly.words().isEmpty()
                        || db.fetchExists(selectOne().from(listing.table()).where(listing.conditions()))
                ? strictly
                : strictly.loosely();
    }

    /** The words of what is typed. */
    Asked read(String query) {
        Record typed = Objects.requireNonNull(db.fetchOne("""
                        select array_to_string(courses.words_in(courses.folded(q)), ' ') as phrase,
                          lower(normalize(q, NFC) collate "pg_c_utf8") as spelled from (select left(?, 400)) typed(q)
                        """, query));
        List<Asked.Word> words = db.fetch(
                        "select word, whole::text, strict::text, titled::text, subtitled::text, tagged::text"
                                + " from courses.search_asked(?)",
                        query)
                .map(found -> new Asked.Word(
                        found.get(0, String.class),
                        found.get(1, String.class),
                        found.get(2, String.class),
                        found.get(3, String.class),
                        found.get(4, String.class),
                        found.get(5, String.class)));
        return new Asked(words, typed.get("phrase", String.class), typed.get("spelled", String.class), false);
    }

    /** One row more than asked, so that the page knows whether there is more. */
    List<Row<Course>> page(Listing listing, CourseSort sort, Slice slice) {
        Field<Long> key = listing.key(sort);
        List<Condition> conditions = listing.conditions();
        slice.from()
                .ifPresent(from -> conditions.add(
                        slice.isBackward()
                                ? row(key, COURSE.ID).gt(row(val(from.key()), val(from.id(), COURSE.ID)))
                                : row(key, COURSE.ID).lt(row(val(from.key()), val(from.id(), COURSE.ID)))));
        return rows(key.as("key"))
                .from(listing.table())
                .where(conditions)
                .orderBy(
                        slice.isBackward() ? key.asc() : key.desc(),
                        slice.isBackward() ? COURSE.ID.asc() : COURSE.ID.desc())
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        found.get("key", Long.class), found.get(COURSE.ID).text(), course(found)));
    }

    int count(Listing listing) {
        return db.fetchCount(selectOne().from(listing.table()).where(listing.conditions()));
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
