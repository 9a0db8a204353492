package io.aula.courses.captions;

import static io.aula.courses.db.Tables.CAPTION_TRACK;

import io.aula.courses.db.tables.records.CaptionTrackRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes the tracks of videos, without their cues. */
@Repository
class Tracks {
    private final DSLContext db;

    Tracks(DSLContext db) {
        this.db = db;
    }

    /** What is spoken first, then by language. */
    Map<String, List<Track>> ofVideos(Collection<String> videoIds) {
        return db.selectFrom(CAPTION_TRACK)
                .where(CAPTION_TRACK.VIDEO_ID.in(videoIds))
                .orderBy(
                        CAPTION_TRACK.VIDEO_ID,
                        CAPTION_TRACK.SOURCE_TRACK_ID.isNotNull(),
                        CAPTION_TRACK.ORIGIN.eq(Origin.MACHINE_TRANSLATED.name()),
                        CAPTION_TRACK.LOCALE)
                .fetchGroups(CAPTION_TRACK.VIDEO_ID, Tracks::track);
    }

    List<Track> ofVideo(String videoId) {
        return ofVideos(List.of(videoId)).getOrDefault(videoId, List.of());
    }

    Optional<Track> byId(String id) {
        return db.selectFrom(CAPTION_TRACK).where(CAPTION_TRACK.ID.eq(id)).fetchOptional(Tracks::track);
    }

    /** Held until the end of the transaction. */
    Optional<Track> lock(String id) {
        return db.selectFrom(CAPTION_TRACK)
                .where(CAPTION_TRACK.ID.eq(id))
                .forUpdate()
                .fetchOptional(Tracks::track);
    }

    /** As {@link #lock}. */
    Optional<Track> lock(String videoId, String locale) {
        return db.selectFrom(CAPTION_TRACK)
                .where(CAPTION_TRACK.VIDEO_ID.eq(videoId), CAPTION_TRACK.LOCALE.eq(locale))
                .forUpdate()
                .fetchOptional(Tracks::track);
    }

    /** @return false when the video has a track in that language */
    boolean add(Track track) {
        return db.insertInto(CAPTION_TRACK)
                        .set(record(track))
                        .onConflict(CAPTION_TRACK.VIDEO_ID, CAPTION_TRACK.LOCALE)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** All of it but its approval; the caller has locked it. */
    void update(Track track) {
        CaptionTrackRecord record = record(track);
        record.reset(CAPTION_TRACK.ID);
        record.reset(CAPTION_TRACK.CREATED_AT);
        db.update(CAPTION_TRACK)
                .set(record)
                .where(CAPTION_TRACK.ID.eq(track.id()))
                .execute();
    }

    void approve(String id, @Nullable Instant at, @Nullable String by, Instant now) {
        db.update(CAPTION_TRACK)
                .set(CAPTION_TRACK.APPROVED_AT, at)
                .set(CAPTION_TRACK.APPROVED_BY, by)
                .set(CAPTION_TRACK.REVISION, CAPTION_TRACK.REVISION.plus(1))
                .set(CAPTION_TRACK.UPDATED_AT, now)
                .where(CAPTION_TRACK.ID.eq(id))
                .execute();
    }

    void delete(Collection<String> ids) {
        db.deleteFrom(CAPTION_TRACK).where(CAPTION_TRACK.ID.in(ids)).execute();
    }

    void publishedIn(String videoId, int revision) {
        db.update(CAPTION_TRACK)
                .set(CAPTION_TRACK.PUBLISHED_IN, revision)
                .where(CAPTION_TRACK.VIDEO_ID.eq(videoId))
                .execute();
    }

    void forget(String videoId) {
        db.deleteFrom(CAPTION_TRACK).where(CAPTION_TRACK.VIDEO_ID.eq(videoId)).execute();
    }

    private static CaptionTrackRecord record(Track track) {
        CaptionTrackRecord record = new CaptionTrackRecord();
        record.setId(track.id());
        record.setVideoId(track.videoId());
        record.setLocale(track.locale());
        record.setOrigin(track.origin().name());
        record.setSourceTrackId(track.sourceTrackId());
        record.setModel(track.model());
        record.setConfidence(
                track.confidence() == null ? null : track.confidence().floatValue());
        record.setRevision(track.revision());
        record.setNextCue(track.nextCue());
        record.setSittingBy(track.sitting().map(Track.Sitting::userId).orElse(null));
        record.setSittingUntil(track.sitting().map(Track.Sitting::until).orElse(null));
        record.setCreatedAt(track.createdAt());
        record.setUpdatedAt(track.updatedAt());
        return record;
    }

    static Track track(CaptionTrackRecord row) {
        return new Track(
                row.getId(),
                row.getVideoId(),
                row.getLocale(),
                Origin.valueOf(row.getOrigin()),
                row.getSourceTrackId(),
                row.getModel(),
                row.getConfidence() == null ? null : (double) row.getConfidence(),
                row.getRevision(),
                row.getNextCue(),
                row.getPublishedIn(),
                row.getApprovedAt(),
                row.getSittingBy() == null
                        ? Optional.empty()
                        : Optional.of(new Track.Sitting(row.getSittingBy(), row.getSittingUntil())),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
