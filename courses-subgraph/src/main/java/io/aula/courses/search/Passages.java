package io.aula.courses.search;

import static io.aula.courses.db.Tables.CAPTION_TRACK;
import static io.aula.courses.db.Tables.COUNTED_LESSON;
import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.ENROLLMENT;
import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.TRANSCRIPT_PASSAGE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.aula.courses.catalog.Asked;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.TrackId;
import io.aula.platform.page.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.springframework.stereotype.Repository;

/** Makes and reads the passages of transcripts. */
@Repository
class Passages {
    /** Of a word that is said everywhere, this many are ranked and no more. */
    private static final int MOST_RANKED = 5_000;

    private static final int WHOLE_WORD = 3;
    private static final int STRICT_WORD = 2;
    private static final int NEAR_WORD = 1;

    /** Those that fit best first, then those that are said earlier. */
    private static final String PAGE = """
            select f.track_id, f.lesson_id, f.locale, f.start_ms, f.end_ms, f.points, f.key,
                courses.marked(f.body, f.locale, {1}) as marked
              from (select *, points::bigint * 4294967296 + (2147483647 - start_ms) as key from ({0}) ranked) f
              where {2} order by f.key desc, f.track_id desc limit {3}
            """;

    private final DSLContext db;

    Passages(DSLContext db) {
        this.db = db;
    }

    List<Passage> page(PassageSearch search, Optional<Cursor> after, Instant now, int most) {
        Field<Object> marks = search.asked().words().stream()
                .map(word -> query(word, search.isNear()))
                .reduce((one, other) -> field("({0} || {1})", Object.class, one, other))
                .orElseThrow();
        Condition behind = after.map(
                        cursor -> condition("(f.key, f.track_id) < ({0}, {1})", val(cursor.key()), val(cursor.id())))
                .orElse(trueCondition());
        return db.resultQuery(PAGE, ranked(search, now), marks, behind, val(most))
                .fetch(Passages::passage);
    }

    /**
     * Makes the passages of tracks that have none. Each track is held meanwhile, as by whoever edits it: an older text is never written over
     * a newer one.
     *
     * @return how many tracks there were
     */
    int divide(int most) {
        var tracks = db.fetch("""
                        select t.id from courses.caption_track t
                          where exists (select from courses.caption_cue c where c.track_id = t.id)
                            and not exists (select from courses.transcript_passage p where p.track_id = t.id)
                          order by t.id limit ? for no key update skip locked
                        """, most);
        tracks.forEach(track -> db.fetch("select courses.keep_passages(?)", track.get(0, String.class)));
        return tracks.size();
    }

    private static Select<? extends Record> ranked(PassageSearch search, Instant now) {
        Field<Integer> points = inline(0);
        List<Condition> conditions = new ArrayList<>();
        for (Asked.Word word : search.asked().words()) {
            conditions.add(says(query(word, search.isNear())));
            points = points.plus(when(says(given(word.whole())), inline(WHOLE_WORD))
                    .when(says(given(word.strict())), inline(STRICT_WORD))
                    .otherwise(inline(NEAR_WORD)));
        }
        if (search.locale() != null) {
            conditions.add(CAPTION_TRACK.LOCALE.eq(search.locale()));
        }
        // A video that several lessons show is found in one of them.
        var shown = lateral(select(LESSON.ID.as("lesson_id"))
                        .from(COUNTED_LESSON)
                        .join(LESSON)
                        .on(LESSON.ID.eq(COUNTED_LESSON.ID))
                        .join(COURSE)
                        .on(COURSE.ID.eq(LESSON.COURSE_ID))
                        .where(COUNTED_LESSON.VIDEO_ID.eq(CAPTION_TRACK.VIDEO_ID), isOpen(search))
                        .and(LESSON.RELEASE_AT.isNull().or(LESSON.RELEASE_AT.le(now)))
                        .orderBy(LESSON.ID)
                        .limit(1))
                .as("shown");
        return select(
                        TRANSCRIPT_PASSAGE.TRACK_ID,
                        TRANSCRIPT_PASSAGE.START_MS,
                        TRANSCRIPT_PASSAGE.END_MS,
                        TRANSCRIPT_PASSAGE.BODY,
                        CAPTION_TRACK.LOCALE,
                        shown.field("lesson_id"),
                        points.as("points"))
                .from(TRANSCRIPT_PASSAGE)
                .join(CAPTION_TRACK)
                .on(CAPTION_TRACK.ID.eq(TRANSCRIPT_PASSAGE.TRACK_ID))
                .crossJoin(shown)
                .where(conditions)
                .limit(MOST_RANKED);
    }

    /** Open to everybody, or no draft and gone on with by whoever asks, or the course that is named and seen. */
    private static Condition isOpen(PassageSearch search) {
        Condition named = search.course().map(COURSE.ID::eq).orElse(trueCondition());
        Condition isNoDraft = COURSE.STATUS.in("PUBLISHED", "UNLISTED", "ARCHIVED");
        if (search.course().isPresent()) {
            return named.and(isNoDraft);
        }
        Condition isTaken = search.viewer()
                .map(viewer -> exists(selectOne()
                        .from(ENROLLMENT)
                        .where(
                                ENROLLMENT.COURSE_ID.eq(COURSE.ID),
                                ENROLLMENT.USER_ID.eq(viewer),
                                ENROLLMENT.STATUS.in("ACTIVE", "COMPLETED"))))
                .orElse(condition(inline(false)));
        return COURSE.STATUS.eq("PUBLISHED").or(isNoDraft.and(isTaken));
    }

    private static Field<Object> query(Asked.Word word, boolean isNear) {
        Field<Object> strict = given(word.strict());
        return isNear ? field("courses.near({0}, {1})", Object.class, val(word.word()), strict) : strict;
    }

    private static Field<Object> given(String query) {
        return field("{0}::tsquery", Object.class, val(query));
    }

    private static Condition says(Field<Object> query) {
        return condition("{0} @@ {1}", TRANSCRIPT_PASSAGE.WORDS, query);
    }

    private static Passage passage(Record row) {
        return new Passage(
                new TrackId(row.get("track_id", String.class)),
                new LessonId(row.get("lesson_id", String.class)),
                row.get("locale", String.class),
                row.get("start_ms", Integer.class),
                row.get("end_ms", Integer.class),
                row.get("key", Long.class),
                row.get("points", Integer.class),
                row.get("marked", String.class));
    }
}
