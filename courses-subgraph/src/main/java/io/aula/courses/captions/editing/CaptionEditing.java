package io.aula.courses.captions.editing;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CaptionedVideos;
import io.aula.courses.captions.Cues;
import io.aula.courses.captions.Editors;
import io.aula.courses.captions.Origin;
import io.aula.courses.captions.Revisions;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.Tracks;
import io.aula.courses.captions.TranscriptCue;
import io.aula.courses.captions.Versions;
import io.aula.courses.captions.translation.CaptionTranslation;
import io.aula.courses.refusal.RefusableTransaction;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.CueEditInput;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.media.captions.Note;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What people do to tracks. Each names the revision it saw: the second of two editors is told, and loses nothing it typed. */
@Service
class CaptionEditing {
    private static final int MOST_EDITS = 500;
    private static final int MOST_CUES = 20_000;
    private static final int MOST_TRACKS = 40;

    private final Editors editors;
    private final VideoService videos;
    private final Tracks tracks;
    private final Cues cues;
    private final Versions versions;
    private final Revisions revisions;
    private final CaptionedVideos captioned;
    private final CaptionTranslation translation;
    private final LiveBus bus;
    private final RefusableTransaction transaction;
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
            RefusableTransaction transaction,
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
        this.transaction = transaction;
        this.clock = clock;
    }

    Result<CaptionChange> edit(TrackId trackId, int expectedRevision, List<CueEditInput> asked, Caller caller) {
        return transaction.change(() -> edited(trackId, expectedRevision, asked, caller));
    }

    private CaptionChange edited(TrackId trackId, int expectedRevision, List<CueEditInput> asked, Caller caller) {
        List<CueEdit> edits = CueEdit.of(asked);
        if (edits.size() > MOST_EDITS) {
            throw RefusedException.againstRule(
                    "TOO_MANY_EDITS", "Como mucho 500 cambios a la vez.", "At most 500 edits at once.", "edits");
        }
        Track track = editors.track(trackId, expectedRevision, caller);
        if (edits.isEmpty()) {
            return CaptionChange.of(track);
        }
        CueSheet.Edited edited = new CueSheet(cues.of(trackId), track.nextCue(), duration(track)).after(edits);
        if (edited.places().size() > MOST_CUES) {
            throw RefusedException.againstRule(
                    "TOO_MANY_CUES", "Como mucho 20 000 subtítulos.", "At most 20,000 cues.", "edits");
        }
        Track after = revisions.change(
                track, edited.changed(), edited.deleted(), edited.nextId(), Optional.of(caller.user()));
        tell(track.videoId());
        return new CaptionChange(
                after,
                edited.changed().stream()
                        .map(cue -> TranscriptCue.of(
                                Objects.requireNonNull(edited.places().get(cue.id())), cue))
                        .toList(),
                edited.deleted());
    }

    Result<CaptionChange> approve(TrackId trackId, int expectedRevision, boolean isApproved, Caller caller) {
        return transaction.change(() -> approved(trackId, expectedRevision, isApproved, caller));
    }

    private CaptionChange approved(TrackId trackId, int expectedRevision, boolean isApproved, Caller caller) {
        Track track = editors.track(trackId, expectedRevision, caller);
        if (track.isApproved() == isApproved) {
            return CaptionChange.of(track);
        }
        tracks.approve(
                trackId, isApproved ? clock.instant() : null, isApproved ? caller.user() : null, clock.instant());
        captioned.touch(track.videoId(), clock.instant());
        tell(track.videoId());
        return CaptionChange.of(tracks.byId(trackId).orElseThrow());
    }

    Result<CaptionChange> restore(TrackId trackId, int expectedRevision, int version, Caller caller) {
        return transaction.change(() -> restored(trackId, expectedRevision, version, caller));
    }

    private CaptionChange restored(TrackId trackId, int expectedRevision, int version, Caller caller) {
        Track track = editors.track(trackId, expectedRevision, caller);
        Versions.Kept kept = versions.find(trackId, version)
                .orElseThrow(() -> RefusedException.againstRule(
                        "VERSION_GONE",
                        "Esa versión ya no se guarda.",
                        "That version is no longer kept.",
                        "versionRevision"));
        List<CaptionCue> renumbered = numbered(kept.cues(), track.nextCue());
        Revisions.Content content = new Revisions.Content(
                kept.origin(), track.sourceTrackId(), kept.model(), kept.confidence(), renumbered);
        // Somebody who restores begins anew: what was there is kept, also within one sitting.
        Track after = revisions.replace(track.standing(), content, Optional.of(caller.user()));
        tell(track.videoId());
        return CaptionChange.of(after);
    }

    /** With what was translated from it and nobody worked on. */
    Result<CaptionChange> delete(TrackId trackId, int expectedRevision, Caller caller) {
        return transaction.change(() -> deleted(trackId, expectedRevision, caller));
    }

    private CaptionChange deleted(TrackId trackId, int expectedRevision, Caller caller) {
        Track track = editors.track(trackId, expectedRevision, caller);
        List<TrackId> madeOfIt = tracks.ofVideo(track.videoId()).stream()
                .filter(each -> trackId.equals(each.sourceTrackId()) && !each.isKept())
                .map(Track::id)
                .toList();
        tracks.delete(madeOfIt);
        tracks.delete(List.of(trackId));
        captioned.touch(track.videoId(), clock.instant());
        tell(track.videoId());
        return CaptionChange.gone(track);
    }

    /**
     * What a file holds.
     *
     * @param notes comments between the cues
     */
    record Brought(List<CaptionCue> cues, List<Note> notes) {}

    /** Takes the place of the track in that language, or begins it; within a {@link Result#of result}. */
    CaptionChange upload(
            Video video, String locale, Optional<Integer> expectedRevision, Brought brought, Caller caller) {
        return transaction.run(() -> uploaded(video, locale, expectedRevision, brought, caller));
    }

    private CaptionChange uploaded(
            Video video, String locale, Optional<Integer> expectedRevision, Brought brought, Caller caller) {
        Optional<Track> there = tracks.lock(video.id(), locale);
        if (there.isPresent() && expectedRevision.isPresent() && there.get().revision() != expectedRevision.get()) {
            throw RefusedException.stale(there.get().revision());
        }
        if (there.isEmpty()) {
            checkBeginning(video, expectedRevision);
        }
        List<CaptionCue> numbered =
                numbered(brought.cues(), there.map(Track::nextCue).orElse(1));
        Revisions.Content content = new Revisions.Content(Origin.UPLOADED, null, null, null, numbered);
        Track after = there.map(track -> revisions.replace(track.standing(), content, Optional.of(caller.user())))
                .or(() -> revisions.begin(video.id(), locale, content))
                .orElseThrow(() -> RefusedException.stale(1));
        tracks.keepNotes(after.id(), brought.notes());
        translation.want(video.id());
        tell(video.id());
        return CaptionChange.of(after);
    }

    /** Whoever saw a track that is gone by now means that one, and is told. */
    private void checkBeginning(Video video, Optional<Integer> expectedRevision) {
        if (expectedRevision.isPresent()) {
            throw RefusedException.stale(0);
        }
        if (tracks.ofVideo(video.id()).size() >= MOST_TRACKS) {
            throw RefusedException.againstRule(
                    "TOO_MANY_TRACKS",
                    "Un vídeo tiene subtítulos en 40 idiomas como mucho. Borra los que sobren.",
                    "A video has captions in at most 40 languages. Delete those that are not wanted.",
                    "locale");
        }
    }

    private static List<CaptionCue> numbered(List<CaptionCue> cues, int first) {
        return IntStream.range(0, cues.size())
                .mapToObj(i -> cues.get(i).numbered(first + i))
                .toList();
    }

    private int duration(Track track) {
        Video video = videos.byIds(List.of(track.videoId())).get(track.videoId());
        return video == null || video.durationMs() == null ? Integer.MAX_VALUE : video.durationMs();
    }

    /** Whoever has the video open sees the change once it can be read. */
    private void tell(VideoId videoId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bus.publish("video." + videoId, Map.of("videoId", videoId));
            }
        });
    }
}
