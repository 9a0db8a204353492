package io.aula.courses.captions;

import static io.aula.courses.db.Tables.CAPTION_TRACK;

import io.aula.courses.db.tables.records.CaptionTrackRecord;
import io.aula.media.captions.Note;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
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
public class Tracks {
    private final DSLContext db;

    Tracks(DSLContext db) {
        this.db = db;
    }

    /** What was heard first, since that is what is spoken; then what people brought, by language; translations last. */
    public Map<VideoId, List<Track>> ofVideos(Collection<VideoId> videoIds) {
        return db.selectFrom(CAPTION_TRACK)
                .where(CAPTION_TRACK.VIDEO_ID.in(videoIds))
                .orderBy(
                        CAPTION_TRACK.VIDEO_ID,
                        CAPTION_TRACK.SOURCE_TRACK_ID.isNotNull(),
                        CAPTION_TRACK.ORIGIN.eq(Origin.MACHINE_TRANSLATED.name()),
                        CAPTION_TRACK.MODEL.isNull(),
                        CAPTION_TRACK.LOCALE)
                .fetchGroups(CAPTION_TRACK.VIDEO_ID, Tracks::track);
    }

    public List<Track> ofVideo(VideoId videoId) {
        return ofVideos(List.of(videoId)).getOrDefault(videoId, List.of());
    }

    public Optional<Track> byId(TrackId id) {
        return db.selectFrom(CAPTION_TRACK).where(CAPTION_TRACK.ID.eq(id)).fetchOptional(Tracks::track);
    }

    /** Held until the end of the transaction. */
    public Optional<Track> lock(TrackId id) {
        return db.selectFrom(CAPTION_TRACK)
                .where(CAPTION_TRACK.ID.eq(id))
                .forUpdate()
                .fetchOptional(Tracks::track);
    }

    /** As {@link #lock}. */
    public Optional<Track> lock(VideoId videoId, String locale) {
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

    public void approve(TrackId id, @Nullable Instant at, @Nullable UserId by, Instant now) {
        db.update(CAPTION_TRACK)
                .set(CAPTION_TRACK.APPROVED_AT, at)
                .set(CAPTION_TRACK.APPROVED_BY, by)
                .set(CAPTION_TRACK.REVISION, CAPTION_TRACK.REVISION.plus(1))
                .set(CAPTION_TRACK.UPDATED_AT, now)
                .where(CAPTION_TRACK.ID.eq(id))
                .execute();
    }

    /** The caller has locked it, and gives it another revision. */
    void withdrawApproval(TrackId id) {
        db.update(CAPTION_TRACK)
                .setNull(CAPTION_TRACK.APPROVED_AT)
                .setNull(CAPTION_TRACK.APPROVED_BY)
                .where(CAPTION_TRACK.ID.eq(id))
                .execute();
    }

    public void delete(Collection<TrackId> ids) {
        db.deleteFrom(CAPTION_TRACK).where(CAPTION_TRACK.ID.in(ids)).execute();
    }

    /** Comments of the file that it came from, in the order of time. */
    public List<Note> notes(TrackId id) {
        return db.select(CAPTION_TRACK.NOTES)
                .from(CAPTION_TRACK)
                .where(CAPTION_TRACK.ID.eq(id))
                .fetchOptional(row -> CueJson.notes(row.value1()))
                .orElse(List.of());
    }

    public void keepNotes(TrackId id, List<Note> notes) {
        db.update(CAPTION_TRACK)
                .set(CAPTION_TRACK.NOTES, CueJson.notes(notes))
                .where(CAPTION_TRACK.ID.eq(id))
                .execute();
    }

    public void publishedIn(VideoId videoId, int revision) {
        db.update(CAPTION_TRACK)
                .set(CAPTION_TRACK.PUBLISHED_IN, revision)
                .where(CAPTION_TRACK.VIDEO_ID.eq(videoId))
                .execute();
    }

    public void forget(VideoId videoId) {
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
