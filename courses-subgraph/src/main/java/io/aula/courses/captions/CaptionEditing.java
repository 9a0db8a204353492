package io.aula.courses.captions;

import io.aula.courses.graphql.UserError;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What people do to tracks. Each names the revision it saw: the second of two editors is told, and loses nothing it typed. */
@Service
class CaptionEditing {
    private static final int MOST_EDITS = 500;
    private static final int MOST_CUES = 20_000;

    private final Editors editors;
    private final VideoService videos;
    private final Tracks tracks;
    private final Cues cues;
    private final Versions versions;
    private final Revisions revisions;
    private final CaptionedVideos captioned;
    private final CaptionTranslation translation;
    private final LiveBus bus;
    private final Clock clock;

    CaptionEditing(
            Editors editors,
            VideoService videos,
            Tracks tracks,
            Cues cues,
            Versions versions,
            Revisions revisions,
            CaptionedVideos captioned,
            CaptionTranslation translation,
            LiveBus bus,
            Clock clock) {
        this.editors = editors;
        this.videos = videos;
        this.tracks = tracks;
        this.cues = cues;
        this.versions = versions;
        this.revisions = revisions;
        this.captioned = captioned;
        this.translation = translation;
        this.bus = bus;
        this.clock = clock;
    }

    @Transactional
    public CaptionChange edit(String trackId, int expectedRevision, List<CueEdit> edits, Caller caller) {
        if (edits.size() > MOST_EDITS) {
            throw new RefusedException(UserError.invalid(
                    "TOO_MANY_EDITS", "Como mucho 500 cambios a la vez.", "At most 500 edits at once.", "edits"));
        }
        Track track = editors.track(trackId, expectedRevision, caller);
        if (edits.isEmpty()) {
            return CaptionChange.of(track);
        }
        CueSheet.Edited edited = new CueSheet(cues.of(trackId), track.nextCue(), duration(track)).after(edits);
        if (edited.places().size() > MOST_CUES) {
            throw new RefusedException(UserError.invalid(
                    "TOO_MANY_CUES", "Como mucho 20 000 subtítulos.", "At most 20,000 cues.", "edits"));
        }
        Track after = revisions.change(
                track, edited.changed(), edited.deleted(), edited.nextId(), Optional.of(caller.userId()));
        tell(track.videoId());
        return new CaptionChange(
                after,
                edited.changed().stream()
                        .map(cue -> TranscriptCue.of(
                                Objects.requireNonNull(edited.places().get(cue.id())), cue))
                        .toList(),
                edited.deleted());
    }

    @Transactional
    public CaptionChange approve(String trackId, int expectedRevision, boolean isApproved, Caller caller) {
        Track track = editors.track(trackId, expectedRevision, caller);
        if (track.isApproved() == isApproved) {
            return CaptionChange.of(track);
        }
        tracks.approve(
                trackId, isApproved ? clock.instant() : null, isApproved ? caller.userId() : null, clock.instant());
        captioned.touch(track.videoId(), clock.instant());
        tell(track.videoId());
        return CaptionChange.of(tracks.byId(trackId).orElseThrow());
    }

    @Transactional
    public CaptionChange restore(String trackId, int expectedRevision, int version, Caller caller) {
        Track track = editors.track(trackId, expectedRevision, caller);
        Versions.Kept kept = versions.find(trackId, version)
                .orElseThrow(() -> new RefusedException(UserError.invalid(
                        "VERSION_GONE",
                        "Esa versión ya no se guarda.",
                        "That version is no longer kept.",
                        "versionRevision")));
        int next = track.nextCue();
        List<CaptionCue> renumbered =
                kept.cues().stream().map(cue -> cue.numbered(cue.id() + next)).toList();
        Revisions.Content content = new Revisions.Content(
                kept.origin(), track.sourceTrackId(), kept.model(), kept.confidence(), renumbered);
        // Somebody who restores begins anew: what was there is kept, also within one sitting.
        Track after = revisions.replace(track.standing(), content, Optional.of(caller.userId()));
        tell(track.videoId());
        return CaptionChange.of(after);
    }

    /** With what was translated from it and nobody worked on. */
    @Transactional
    public CaptionChange delete(String trackId, int expectedRevision, Caller caller) {
        Track track = editors.track(trackId, expectedRevision, caller);
        List<String> madeOfIt = tracks.ofVideo(track.videoId()).stream()
                .filter(each -> trackId.equals(each.sourceTrackId()) && !each.isKept())
                .map(Track::id)
                .toList();
        tracks.delete(madeOfIt);
        tracks.delete(List.of(trackId));
        captioned.touch(track.videoId(), clock.instant());
        tell(track.videoId());
        return CaptionChange.gone(track);
    }

    /** Takes the place of the track in that language, or begins it. */
    @Transactional
    public CaptionChange upload(
            Video video, String locale, Optional<Integer> expectedRevision, List<CaptionCue> brought, Caller caller) {
        Optional<Track> there = tracks.lock(video.id(), locale);
        if (there.isPresent() && expectedRevision.isPresent() && there.get().revision() != expectedRevision.get()) {
            throw new RefusedException(UserError.stale(there.get().revision()));
        }
        int next = there.map(Track::nextCue).orElse(1);
        List<CaptionCue> numbered =
                brought.stream().map(cue -> cue.numbered(cue.id() + next - 1)).toList();
        Revisions.Content content = new Revisions.Content(Origin.UPLOADED, null, null, null, numbered);
        Track after = there.map(track -> revisions.replace(track.standing(), content, Optional.of(caller.userId())))
                .or(() -> revisions.begin(video.id(), locale, content))
                .orElseThrow(() -> new RefusedException(UserError.stale(1)));
        translation.want(video.id());
        tell(video.id());
        return CaptionChange.of(after);
    }

    private int duration(Track track) {
        Video video = videos.byIds(List.of(track.videoId())).get(track.videoId());
        return video == null || video.durationMs() == null ? Integer.MAX_VALUE : video.durationMs();
    }

    /** Whoever has the video open sees the change once it can be read. */
    private void tell(String videoId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bus.publish("video." + videoId, Map.of("videoId", videoId));
            }
        });
    }
}
