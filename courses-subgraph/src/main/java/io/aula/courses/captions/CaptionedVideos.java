package io.aula.courses.captions;

import static io.aula.courses.db.Tables.CAPTIONED_VIDEO;
import static io.aula.courses.db.Tables.CAPTION_PUBLICATION;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.aula.platform.id.VideoId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Which revision a video's captions are in, and which of them lie beside its files. */
@Repository
public class CaptionedVideos {
    private static final String[] NO_LOCALES = {};

    private final DSLContext db;

    CaptionedVideos(DSLContext db) {
        this.db = db;
    }

    /** A revision whose files may go: nobody plays it any more. */
    public record Superseded(VideoId videoId, long mediaRev, int revision) {}

    /** Players shall see something else from {@code notBefore} on; what waits already waits no longer. */
    public void touch(VideoId videoId, Instant notBefore) {
        db.insertInto(CAPTIONED_VIDEO)
                .set(CAPTIONED_VIDEO.VIDEO_ID, videoId)
                .set(CAPTIONED_VIDEO.NOT_BEFORE, notBefore)
                .onConflict(CAPTIONED_VIDEO.VIDEO_ID)
                .doUpdate()
                .set(CAPTIONED_VIDEO.REVISION, CAPTIONED_VIDEO.REVISION.plus(1))
                .set(
                        CAPTIONED_VIDEO.NOT_BEFORE,
                        when(CAPTIONED_VIDEO.REVISION.eq(CAPTIONED_VIDEO.PUBLISHED), notBefore)
                                .otherwise(CAPTIONED_VIDEO.NOT_BEFORE))
                .execute();
    }

    /** The same for a video that has words; nothing for others. */
    public void touchIfThere(VideoId videoId, Instant now) {
        db.update(CAPTIONED_VIDEO)
                .set(CAPTIONED_VIDEO.REVISION, CAPTIONED_VIDEO.REVISION.plus(1))
                .set(CAPTIONED_VIDEO.NOT_BEFORE, now)
                .where(CAPTIONED_VIDEO.VIDEO_ID.eq(videoId), CAPTIONED_VIDEO.REVISION.gt(0))
                .execute();
    }

    /** Languages that a person asked for, beside those of the courses. */
    public void want(VideoId videoId, List<String> locales) {
        db.insertInto(CAPTIONED_VIDEO)
                .set(CAPTIONED_VIDEO.VIDEO_ID, videoId)
                .set(CAPTIONED_VIDEO.WANTED_LOCALES, locales.toArray(String[]::new))
                .set(CAPTIONED_VIDEO.REVISION, 0)
                .onConflict(CAPTIONED_VIDEO.VIDEO_ID)
                .doUpdate()
                .set(CAPTIONED_VIDEO.WANTED_LOCALES, locales.toArray(String[]::new))
                .execute();
    }

    public List<String> wanted(VideoId videoId) {
        return List.of(db.select(CAPTIONED_VIDEO.WANTED_LOCALES)
                .from(CAPTIONED_VIDEO)
                .where(CAPTIONED_VIDEO.VIDEO_ID.eq(videoId))
                .fetchOptional(CAPTIONED_VIDEO.WANTED_LOCALES)
                .orElse(NO_LOCALES));
    }

    /** Takes videos whose files are behind; nobody else takes them for {@code lease}, nor this caller when it fails. */
    public List<VideoId> takeDue(Instant now, Duration lease, int most) {
        return db.update(CAPTIONED_VIDEO)
                .set(CAPTIONED_VIDEO.NOT_BEFORE, now.plus(lease))
                .set(CAPTIONED_VIDEO.ATTEMPTS, CAPTIONED_VIDEO.ATTEMPTS.plus(1))
                .where(CAPTIONED_VIDEO.VIDEO_ID.in(select(CAPTIONED_VIDEO.VIDEO_ID)
                        .from(CAPTIONED_VIDEO)
                        .join(VIDEO)
                        .on(VIDEO.ID.eq(CAPTIONED_VIDEO.VIDEO_ID))
                        .where(
                                CAPTIONED_VIDEO.REVISION.gt(CAPTIONED_VIDEO.PUBLISHED),
                                CAPTIONED_VIDEO.NOT_BEFORE.le(now),
                                VIDEO.STATUS.in("PLAYABLE", "READY"),
                                VIDEO.DELETED_AT.isNull())
                        .orderBy(CAPTIONED_VIDEO.NOT_BEFORE)
                        .limit(most)
                        .forUpdate()
                        .of(CAPTIONED_VIDEO)
                        .skipLocked()))
                .returning(CAPTIONED_VIDEO.VIDEO_ID)
                .fetch(CAPTIONED_VIDEO.VIDEO_ID);
    }

    public Optional<Integer> revision(VideoId videoId) {
        return db.select(CAPTIONED_VIDEO.REVISION)
                .from(CAPTIONED_VIDEO)
                .where(CAPTIONED_VIDEO.VIDEO_ID.eq(videoId))
                .fetchOptional(CAPTIONED_VIDEO.REVISION);
    }

    /** Its files lie there; one that changed meanwhile is due again. */
    public void published(VideoId videoId, int revision, Instant now) {
        db.update(CAPTIONED_VIDEO)
                .set(CAPTIONED_VIDEO.PUBLISHED, revision)
                .set(CAPTIONED_VIDEO.ATTEMPTS, 0)
                .set(CAPTIONED_VIDEO.NOT_BEFORE, now)
                .where(CAPTIONED_VIDEO.VIDEO_ID.eq(videoId), CAPTIONED_VIDEO.PUBLISHED.lt(revision))
                .execute();
    }

    /** It did not work out; the more often, the longer it waits. */
    public void postpone(VideoId videoId, Instant now) {
        int attempts = db.select(CAPTIONED_VIDEO.ATTEMPTS)
                .from(CAPTIONED_VIDEO)
                .where(CAPTIONED_VIDEO.VIDEO_ID.eq(videoId))
                .fetchOptional(CAPTIONED_VIDEO.ATTEMPTS)
                .orElse(0);
        Duration wait = Duration.ofSeconds(Math.min(600, 5L << Math.min(attempts, 10)));
        db.update(CAPTIONED_VIDEO)
                .set(CAPTIONED_VIDEO.NOT_BEFORE, now.plus(wait))
                .where(CAPTIONED_VIDEO.VIDEO_ID.eq(videoId))
                .execute();
    }

    public void addPublication(VideoId videoId, long mediaRev, int revision) {
        db.insertInto(CAPTION_PUBLICATION)
                .set(CAPTION_PUBLICATION.VIDEO_ID, videoId)
                .set(CAPTION_PUBLICATION.MEDIA_REV, mediaRev)
                .set(CAPTION_PUBLICATION.REVISION, revision)
                .onConflictDoNothing()
                .execute();
    }

    public void supersede(VideoId videoId, int before, Instant now) {
        db.update(CAPTION_PUBLICATION)
                .set(CAPTION_PUBLICATION.SUPERSEDED_AT, now)
                .where(
                        CAPTION_PUBLICATION.VIDEO_ID.eq(videoId),
                        CAPTION_PUBLICATION.REVISION.lt(before),
                        CAPTION_PUBLICATION.SUPERSEDED_AT.isNull())
                .execute();
    }

    public List<Superseded> superseded(Instant before, int most) {
        return db.selectFrom(CAPTION_PUBLICATION)
                .where(CAPTION_PUBLICATION.SUPERSEDED_AT.lt(before))
                .orderBy(CAPTION_PUBLICATION.SUPERSEDED_AT)
                .limit(most)
                .fetch(row -> new Superseded(row.getVideoId(), row.getMediaRev(), row.getRevision()));
    }

    public void forget(Superseded publication) {
        db.deleteFrom(CAPTION_PUBLICATION)
                .where(
                        CAPTION_PUBLICATION.VIDEO_ID.eq(publication.videoId()),
                        CAPTION_PUBLICATION.REVISION.eq(publication.revision()))
                .execute();
    }

    public void forget(VideoId videoId) {
        db.deleteFrom(CAPTION_PUBLICATION)
                .where(CAPTION_PUBLICATION.VIDEO_ID.eq(videoId))
                .execute();
        db.deleteFrom(CAPTIONED_VIDEO)
                .where(CAPTIONED_VIDEO.VIDEO_ID.eq(videoId))
                .execute();
    }
}
