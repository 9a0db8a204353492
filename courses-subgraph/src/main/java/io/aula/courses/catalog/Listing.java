package io.aula.courses.catalog;

import static io.aula.courses.db.Tables.COUNTED_LESSON;
import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.COURSE_DOCUMENT;
import static io.aula.courses.db.Tables.COURSE_INSTRUCTOR;
import static io.aula.courses.db.Tables.COURSE_RATING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.aula.platform.id.UserId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The part of the catalog that a search is for, as conditions, and the number that each order goes by. */
record Listing(CourseSearch search, Optional<Asked> asked, Optional<UserId> viewer) {
    /** Of the videos that can be watched, in ms. */
    static final Field<Long> DURATION = coalesce(
            field(select(sum(COUNTED_LESSON.WEIGHT_MS).cast(Long.class))
                    .from(COUNTED_LESSON)
                    .where(COUNTED_LESSON.COURSE_ID.eq(COURSE.ID), COUNTED_LESSON.KIND.eq(Lesson.Kind.VIDEO.name()))),
            val(0L));
    /** Languages in which every video has captions. */
    static final Field<String[]> CAPTIONS = field("courses.caption_locales({0})", String[].class, COURSE.ID);
    /** 1 to 5; null where there is none. */
    static final Field<BigDecimal> RATING =
            field(select(COURSE_RATING.AVERAGE).from(COURSE_RATING).where(COURSE_RATING.COURSE_ID.eq(COURSE.ID)));
    /** As if five more had given three stars and a half: one review of five stars is no better than a hundred of four and a half. */
    private static final Field<Long> WEIGHED_RATING = coalesce(
            field(select(field(
                            "(({0} * {1} + 17.5) * 1000 / ({1} + 5))::bigint",
                            Long.class, COURSE_RATING.AVERAGE, COURSE_RATING.REVIEW_COUNT))
                    .from(COURSE_RATING)
                    .where(COURSE_RATING.COURSE_ID.eq(COURSE.ID))),
            inline(0L));
    // The cursor carries microseconds, which is all PostgreSQL keeps.
    private static final Field<Long> AGE = field(
            "(extract(epoch from coalesce({0}, {1})) * 1000000)::bigint",
            Long.class, COURSE.PUBLISHED_AT, COURSE.CREATED_AT);
    /** Among those that fit alike, what most people take comes first. */
    private static final long POINT = 1_000_000_000L;

    private static final int WHOLE_WORD = 20;
    private static final int IN_TITLE = 80;
    private static final int IN_SUBTITLE = 40;
    private static final int AMONG_TOPICS = 30;
    private static final int IN_TEXT = 10;
    private static final int IS_TITLE = 300;
    private static final int BEGINS_TITLE = 60;
    private static final int WITHIN_TITLE = 40;
    private static final int SPELLED_ALIKE = 10;

    Table<? extends Record> table() {
        return asked.isEmpty() ? COURSE : COURSE.join(COURSE_DOCUMENT).on(COURSE_DOCUMENT.COURSE_ID.eq(COURSE.ID));
    }

    Field<Long> key(CourseSort sort) {
        return switch (sort) {
            case NEWEST -> AGE;
            case POPULAR -> COURSE.LEARNER_COUNT.cast(Long.class);
            case DURATION -> DURATION;
            case RATING -> WEIGHED_RATING;
            case RELEVANCE -> asked.map(Listing::relevance).orElseGet(() -> COURSE.LEARNER_COUNT.cast(Long.class));
        };
    }

    List<Condition> conditions() {
        List<Condition> all = whatIsLookedFor();
        all.addAll(narrowing().values());
        return all;
    }

    /** Without what narrows it. */
    List<Condition> whatIsLookedFor() {
        List<Condition> all = new ArrayList<>();
        all.add(status());
        asked.ifPresent(words -> all.add(mentions(words)));
        if (search.instructors() != null) {
            all.add(taughtBy(search.instructors()));
        }
        return all;
    }

    /** By what it is narrowed. */
    Map<Narrowing, Condition> narrowing() {
        Map<Narrowing, Condition> all = new EnumMap<>(Narrowing.class);
        if (!search.levels().isEmpty()) {
            all.put(
                    Narrowing.LEVEL,
                    COURSE.LEVEL.in(search.levels().stream().map(Enum::name).toList()));
        }
        if (search.locale() != null) {
            all.put(
                    Narrowing.LOCALE,
                    COURSE.ORIGINAL_LOCALE
                            .eq(search.locale())
                            .or(condition("jsonb_exists({0}, {1})", COURSE.TITLE, val(search.locale()))));
        }
        if (search.captionLocale() != null) {
            all.put(Narrowing.CAPTIONS, condition("{0} @> array[{1}]::text[]", CAPTIONS, val(search.captionLocale())));
        }
        if (search.isFree() != null) {
            all.put(Narrowing.PRICE, COURSE.IS_FREE.eq(search.isFree()));
        }
        if (!search.tags().isEmpty()) {
            all.put(Narrowing.TAGS, COURSE.TAGS.contains(search.tags().toArray(String[]::new)));
        }
        if (search.minRating() != null) {
            all.put(Narrowing.RATING, RATING.ge(BigDecimal.valueOf(search.minRating())));
        }
        durationRange().ifPresent(range -> all.put(Narrowing.DURATION, range));
        return all;
    }

    private Optional<Condition> durationRange() {
        List<Condition> ends = new ArrayList<>();
        if (search.minDurationMs() != null) {
            ends.add(DURATION.ge(search.minDurationMs().longValue()));
        }
        if (search.maxDurationMs() != null) {
            ends.add(DURATION.le(search.maxDurationMs().longValue()));
        }
        return ends.isEmpty() ? Optional.empty() : Optional.of(DSL.and(ends));
    }

    /** What is not published is listed to those who teach it, and to nobody else. */
    private Condition status() {
        Condition isPublic = COURSE.STATUS.eq(CourseStatus.PUBLISHED.name());
        if (search.statuses().isEmpty()) {
            return isPublic;
        }
        Condition wanted =
                COURSE.STATUS.in(search.statuses().stream().map(Enum::name).toList());
        return wanted.and(viewer.map(id -> isPublic.or(taughtBy(Set.of(id)))).orElse(isPublic));
    }

    private static Condition taughtBy(Set<UserId> anyOf) {
        return DSL.exists(selectOne()
                .from(COURSE_INSTRUCTOR)
                .where(COURSE_INSTRUCTOR.COURSE_ID.eq(COURSE.ID), COURSE_INSTRUCTOR.USER_ID.in(anyOf)));
    }

    private static Condition mentions(Asked asked) {
        if (asked.words().isEmpty()) {
            return DSL.falseCondition();
        }
        return DSL.and(asked.words().stream()
                .map(word -> asked.isLoose() ? resembles(word) : meets(word.strict()))
                .toList());
    }

    /** One letter is wrong, or the word is like one of the heads. */
    private static Condition resembles(Asked.Word word) {
        Condition near = condition(
                "{0} @@ courses.near({1}, {2}::tsquery)", COURSE_DOCUMENT.WORDS, val(word.word()), val(word.strict()));
        return word.mayBeMistyped()
                ? near.or(condition("courses.resembles({0}, {1})", val(word.word()), COURSE_DOCUMENT.HEADS))
                : near;
    }

    private static Condition meets(String query) {
        return condition("{0} @@ {1}::tsquery", COURSE_DOCUMENT.WORDS, val(query));
    }

    private static Field<Long> relevance(Asked asked) {
        Field<Integer> points = titlePoints(asked);
        for (Asked.Word word : asked.words()) {
            points = points.plus(points(word));
        }
        return points.cast(Long.class)
                .times(inline(POINT))
                .plus(least(COURSE.LEARNER_COUNT.cast(Long.class), inline(POINT - 1)));
    }

    private static Field<Integer> points(Asked.Word word) {
        Field<Integer> place = when(meets(word.titled()), inline(IN_TITLE))
                .when(meets(word.subtitled()), inline(IN_SUBTITLE))
                .when(meets(word.tagged()), inline(AMONG_TOPICS))
                .when(meets(word.strict()), inline(IN_TEXT))
                .otherwise(
                        field("courses.resemblance({0}, {1})", Integer.class, val(word.word()), COURSE_DOCUMENT.HEADS));
        return place.plus(when(meets(word.whole()), inline(WHOLE_WORD)).otherwise(inline(0)));
    }

    /** Exact spelling wins: "año" is no "ano", though each finds the other. */
    private static Field<Integer> titlePoints(Asked asked) {
        Field<Integer> fit = when(stands("|" + asked.phrase() + "|"), inline(IS_TITLE))
                .when(stands("|" + asked.phrase() + " "), inline(BEGINS_TITLE))
                .when(stands(asked.phrase()), inline(WITHIN_TITLE))
                .otherwise(inline(0));
        return fit.plus(
                when(DSL.position(COURSE_DOCUMENT.SPELLED, asked.spelled()).gt(0), inline(SPELLED_ALIKE))
                        .otherwise(inline(0)));
    }

    private static Condition stands(String text) {
        return DSL.position(COURSE_DOCUMENT.TITLES, text).gt(0);
    }
}
