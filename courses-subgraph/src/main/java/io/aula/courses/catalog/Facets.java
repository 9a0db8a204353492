package io.aula.courses.catalog;

import static io.aula.courses.db.Tables.COURSE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import io.aula.courses.catalog.CourseFacets.Count;
import io.aula.courses.catalog.CourseFacets.DurationCount;
import io.aula.courses.catalog.CourseFacets.RatingCount;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.springframework.stereotype.Repository;

/** Counts what a search could be narrowed to. */
@Repository
class Facets {
    /** More are not looked at: somebody waits, and learns no more from 2,143 than from 2,000. */
    private static final int MOST_COURSES = 2_000;

    private static final int MOST_VALUES = 20;
    private static final int HOUR_MS = 3_600_000;
    /** Where one length ends and the next begins. */
    private static final List<Integer> DURATIONS_MS = List.of(0, HOUR_MS, 3 * HOUR_MS, 10 * HOUR_MS);

    private static final List<Double> RATINGS = List.of(4.5, 4.0, 3.5, 3.0);

    private static final String COUNTS = """
            with found as materialized ({0})
            select 'ALL' as kind, '' as value, count(*)::int as count from found
            union all select 'LEVEL', level, count(*)::int from found where %s group by level
            union all select 'LOCALE', locale, count(*)::int from found, unnest(locales) locale where %s group by locale
            union all select 'CAPTIONS', locale, count(*)::int from found, unnest(captions) locale where %s group by locale
            union all select 'PRICE', case when is_free then 'FREE' else 'PAID' end, count(*)::int from found where %s group by is_free
            union all select 'TAG', tag, count(*)::int from found, unnest(tags) tag where %s group by tag
            union all select 'DURATION', width_bucket(duration, {1})::text, count(*)::int from found where %s group by 2
            union all select 'RATING', bound::text, count(*)::int from found join unnest({2}) bound on rating >= bound where %s group by bound
            order by 1, 3 desc, 2
            """.formatted(
                    fitsBut(Narrowing.LEVEL),
                    fitsBut(Narrowing.LOCALE),
                    fitsBut(Narrowing.CAPTIONS),
                    fitsBut(Narrowing.PRICE),
                    // Those that were chosen too: all topics must fit.
                    fitsBut(),
                    fitsBut(Narrowing.DURATION),
                    fitsBut(Narrowing.RATING));

    private static final Field<String[]> LOCALES = field(
                    "array(select jsonb_object_keys({0}) union select {1})",
                    String[].class, COURSE.TITLE, COURSE.ORIGINAL_LOCALE)
            .as("locales");

    private final DSLContext db;

    Facets(DSLContext db) {
        this.db = db;
    }

    /** A kind is counted among what fits in all else. */
    private static String fitsBut(Narrowing... own) {
        return Stream.of(Narrowing.values())
                .filter(each -> !List.of(own).contains(each))
                .map(Narrowing::column)
                .collect(Collectors.joining(" and "));
    }

    private record Counted(String kind, Count count) {}

    CourseFacets of(Listing listing) {
        List<Counted> all = db.resultQuery(
                        COUNTS,
                        found(listing),
                        field("{0}::bigint[]", Object.class, array(DURATIONS_MS)),
                        field("{0}::numeric[]", Object.class, array(RATINGS)))
                .fetch(row -> new Counted(
                        row.get("kind", String.class),
                        new Count(row.get("value", String.class), row.get("count", Integer.class))));
        Map<String, List<Count>> byKind = all.stream()
                .collect(Collectors.groupingBy(Counted::kind, Collectors.mapping(Counted::count, Collectors.toList())));
        return new CourseFacets(
                most(byKind, "ALL").getFirst().count(),
                most(byKind, "LEVEL"),
                most(byKind, "LOCALE"),
                most(byKind, "CAPTIONS"),
                most(byKind, "PRICE"),
                most(byKind, "TAG"),
                durations(byKind),
                ratings(byKind));
    }

    private static String array(List<?> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static Select<? extends Record> found(Listing listing) {
        Map<Narrowing, Condition> narrowing = listing.narrowing();
        List<Field<?>> fits = Stream.of(Narrowing.values())
                .<Field<?>>map(each ->
                        field(narrowing.getOrDefault(each, trueCondition())).as(each.column()))
                .toList();
        return select(COURSE.LEVEL, COURSE.IS_FREE, COURSE.TAGS, LOCALES, Listing.CAPTIONS.as("captions"))
                .select(Listing.DURATION.as("duration"), Listing.RATING.as("rating"))
                .select(fits)
                .from(listing.table())
                .where(listing.whatIsLookedFor())
                .orderBy(COURSE.LEARNER_COUNT.desc(), COURSE.ID.desc())
                .limit(MOST_COURSES);
    }

    private static List<Count> most(Map<String, List<Count>> byKind, String kind) {
        return byKind.getOrDefault(kind, List.of()).stream().limit(MOST_VALUES).toList();
    }

    private static List<DurationCount> durations(Map<String, List<Count>> byKind) {
        Map<String, Integer> byBucket = counts(byKind, "DURATION");
        return IntStream.range(0, DURATIONS_MS.size())
                .mapToObj(at -> new DurationCount(
                        DURATIONS_MS.get(at),
                        at + 1 < DURATIONS_MS.size() ? DURATIONS_MS.get(at + 1) - 1 : null,
                        byBucket.getOrDefault(String.valueOf(at + 1), 0)))
                .toList();
    }

    private static List<RatingCount> ratings(Map<String, List<Count>> byKind) {
        Map<String, Integer> byBound = counts(byKind, "RATING");
        return RATINGS.stream()
                .map(bound -> new RatingCount(bound, byBound.getOrDefault(String.valueOf(bound), 0)))
                .toList();
    }

    private static Map<String, Integer> counts(Map<String, List<Count>> byKind, String kind) {
        return byKind.getOrDefault(kind, List.of()).stream().collect(Collectors.toMap(Count::value, Count::count));
    }
}
