package io.aula.courses.captions.translation;

import static io.aula.courses.db.Tables.CAPTION_TRACK;
import static io.aula.courses.db.Tables.CAPTION_TRANSLATION;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.aula.courses.captions.Track;
import io.aula.platform.id.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Which tracks are translated into what, and how far that is. */
@Repository
class TranslationQueue {
    /** Somebody who types is left to finish first. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final DSLContext db;

    TranslationQueue(DSLContext db) {
        this.db = db;
    }

    record Wanted(TrackId sourceTrackId, String locale, int attempts) {}

    /** Of a video one track is what a language is made from; another that was is no longer. */
    void want(Track source, String locale) {
        db.deleteFrom(CAPTION_TRANSLATION)
                .where(
                        CAPTION_TRANSLATION.LOCALE.eq(locale),
                        CAPTION_TRANSLATION.SOURCE_TRACK_ID.ne(source.id()),
                        CAPTION_TRANSLATION.SOURCE_TRACK_ID.in(select(CAPTION_TRACK.ID)
                                .from(CAPTION_TRACK)
                                .where(CAPTION_TRACK.VIDEO_ID.eq(source.videoId()))))
                .execute();
        db.insertInto(CAPTION_TRANSLATION)
                .set(CAPTION_TRANSLATION.SOURCE_TRACK_ID, source.id())
                .set(CAPTION_TRANSLATION.LOCALE, locale)
                .onConflictDoNothing()
                .execute();
    }

    /** Takes what is behind its source; nobody else takes it for {@code lease}, nor this caller when it fails. */
    List<Wanted> takeDue(Instant now, Duration lease, int most) {
        return db.update(CAPTION_TRANSLATION)
                .set(CAPTION_TRANSLATION.NOT_BEFORE, now.plus(lease))
                .set(CAPTION_TRANSLATION.ATTEMPTS, CAPTION_TRANSLATION.ATTEMPTS.plus(1))
                .where(row(CAPTION_TRANSLATION.SOURCE_TRACK_ID, CAPTION_TRANSLATION.LOCALE)
                        .in(select(CAPTION_TRANSLATION.SOURCE_TRACK_ID, CAPTION_TRANSLATION.LOCALE)
                                .from(CAPTION_TRANSLATION)
                                .join(CAPTION_TRACK)
                                .on(CAPTION_TRACK.ID.eq(CAPTION_TRANSLATION.SOURCE_TRACK_ID))
                                .join(VIDEO)
                                .on(VIDEO.ID.eq(CAPTION_TRACK.VIDEO_ID), VIDEO.DELETED_AT.isNull())
                                .where(
                                        CAPTION_TRACK.REVISION.gt(CAPTION_TRANSLATION.DONE_REVISION),
                                        CAPTION_TRANSLATION.NOT_BEFORE.le(now))
                                .and(CAPTION_TRANSLATION
                                        .DONE_REVISION
                                        .eq(0)
                                        .or(CAPTION_TRACK.UPDATED_AT.le(now.minus(PAUSE))))
                                .orderBy(CAPTION_TRANSLATION.NOT_BEFORE)
                                .limit(most)
                                .forUpdate()
                                .of(CAPTION_TRANSLATION)
                                .skipLocked()))
                .returning(
                        CAPTION_TRANSLATION.SOURCE_TRACK_ID, CAPTION_TRANSLATION.LOCALE, CAPTION_TRANSLATION.ATTEMPTS)
                .fetch(found -> new Wanted(found.getSourceTrackId(), found.getLocale(), found.getAttempts()));
    }

    void done(Wanted wanted, int revision, Instant now) {
        db.update(CAPTION_TRANSLATION)
                .set(CAPTION_TRANSLATION.DONE_REVISION, revision)
                .set(CAPTION_TRANSLATION.ATTEMPTS, 0)
                .set(CAPTION_TRANSLATION.NOT_BEFORE, now)
                .where(
                        CAPTION_TRANSLATION.SOURCE_TRACK_ID.eq(wanted.sourceTrackId()),
                        CAPTION_TRANSLATION.LOCALE.eq(wanted.locale()))
                .execute();
    }

    void postpone(Wanted wanted, Instant until) {
        db.update(CAPTION_TRANSLATION)
                .set(CAPTION_TRANSLATION.NOT_BEFORE, until)
                .where(
                        CAPTION_TRANSLATION.SOURCE_TRACK_ID.eq(wanted.sourceTrackId()),
                        CAPTION_TRANSLATION.LOCALE.eq(wanted.locale()))
                .execute();
    }
}
