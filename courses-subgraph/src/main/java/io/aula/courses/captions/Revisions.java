package io.aula.courses.captions;

import io.aula.platform.id.TrackId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a track from one revision to the next: what it was stays as a version, unless the same person changed it a moment
 * ago, and players are shown what it is. Runs within the caller's transaction, which holds the track.
 */
@Component
public class Revisions {
    private static final Duration SITTING = Duration.ofMinutes(10);
    /** Of a person who types, the manifests follow at a distance: a revision has files of its own. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Tracks tracks;
    private final Cues cues;
    private final Versions versions;
    private final CaptionedVideos captioned;
    private final Clock clock;

    Revisions(Tracks tracks, Cues cues, Versions versions, CaptionedVideos captioned, Clock clock) {
        this.tracks = tracks;
        this.cues = cues;
        this.versions = versions;
        this.captioned = captioned;
        this.clock = clock;
    }

    /**
     * What a track holds.
     *
     * @param sourceTrackId what it is a translation of
     * @param model what a machine made it with; null for what a person brought
     */
    public record Content(
            Origin origin,
            @Nullable TrackId sourceTrackId,
            @Nullable String model,
            @Nullable Double confidence,
            List<CaptionCue> cues) {
        public Content {
            cues = List.copyOf(cues);
        }
    }

    /** A track that was not there; empty when there is one by now. */
    public Optional<Track> begin(VideoId videoId, String locale, Content content) {
        Instant now = clock.instant();
        Track track = new Track(
                TrackId.next(),
                videoId,
                locale,
                content.origin(),
                content.sourceTrackId(),
                content.model(),
                content.confidence(),
                1,
                nextOf(content.cues(), 1),
                0,
                null,
                Optional.empty(),
                now,
                now);
        if (!tracks.add(track)) {
            return Optional.empty();
        }
        cues.add(track.id(), content.cues());
        captioned.touch(videoId, now);
        return Optional.of(track);
    }

    /** Everything in it is other from now on, and nobody has approved that yet. @param by who does it; a machine when empty */
    public Track replace(Track before, Content content, Optional<UserId> by) {
        keep(before, by);
        int revision = before.revision() + 1;
        List<CaptionCue> renewed =
                content.cues().stream().map(cue -> cue.in(revision)).toList();
        cues.deleteAll(before.id());
        cues.add(before.id(), renewed);
        if (before.isApproved()) {
            tracks.withdrawApproval(before.id());
        }
        return follow(before, content, nextOf(renewed, before.nextCue()), null, by);
    }

    /**
     * Some cues of it are other. What a machine changes of its own work is no version: it touches nothing that a person did.
     *
     * @param nextCue the id of the next cue to come
     */
    public Track change(
            Track before, List<CaptionCue> changed, Set<Integer> deleted, int nextCue, Optional<UserId> by) {
        if (by.isPresent()) {
            keep(before, by);
            cues.keepOut(before.id(), deleted);
        }
        Set<Integer> going = changed.stream().map(CaptionCue::id).collect(Collectors.toSet());
        going.addAll(deleted);
        cues.delete(before.id(), going);
        cues.add(
                before.id(),
                changed.stream().map(cue -> cue.in(before.revision() + 1)).toList());
        Origin origin = by.isPresent() ? Origin.EDITED : before.origin();
        Content same = new Content(origin, before.sourceTrackId(), before.model(), before.confidence(), List.of());
        return follow(before, same, nextCue, before.approvedAt(), by);
    }

    /** What was heard beside a track that people have worked on can be had from its versions. */
    public void propose(Track track, Content content) {
        versions.keep(
                track.id(),
                new Versions.Kept(
                        track.revision() + 1, content.origin(), content.model(), content.confidence(), content.cues()),
                clock.instant());
        versions.forgetOld(track.id());
        tracks.update(with(track, track.revision() + 2, track.sitting()));
    }

    private void keep(Track before, Optional<UserId> by) {
        boolean isSameSitting = by.isPresent()
                && before.sitting()
                        .filter(sitting -> sitting.userId().equals(by.get()))
                        .filter(sitting -> sitting.until().isAfter(clock.instant()))
                        .isPresent();
        if (!isSameSitting) {
            versions.keep(
                    before.id(),
                    new Versions.Kept(
                            before.revision(),
                            before.origin(),
                            before.model(),
                            before.confidence(),
                            cues.of(before.id())),
                    clock.instant());
            versions.forgetOld(before.id());
        }
    }

    private Track follow(
            Track before, Content content, int nextCue, @Nullable Instant approvedAt, Optional<UserId> by) {
        Instant now = clock.instant();
        // A file that was brought can be had back, however soon it is written over.
        Optional<UserId> sits = by.filter(userId -> content.origin() != Origin.UPLOADED);
        Track after = new Track(
                before.id(),
                before.videoId(),
                before.locale(),
                content.origin(),
                content.sourceTrackId(),
                content.model(),
                content.confidence(),
                before.revision() + 1,
                nextCue,
                before.publishedIn(),
                approvedAt,
                sits.map(userId -> new Track.Sitting(userId, now.plus(SITTING))),
                before.createdAt(),
                now);
        tracks.update(after);
        captioned.touch(before.videoId(), by.isPresent() ? now.plus(PAUSE) : now);
        return after;
    }

    private Track with(Track track, int revision, Optional<Track.Sitting> sitting) {
        return new Track(
                track.id(),
                track.videoId(),
                track.locale(),
                track.origin(),
                track.sourceTrackId(),
                track.model(),
                track.confidence(),
                revision,
                track.nextCue(),
                track.publishedIn(),
                track.approvedAt(),
                sitting,
                track.createdAt(),
                clock.instant());
    }

    /** Ids are never given twice, so that an old one means nothing rather than something else. */
    private static int nextOf(List<CaptionCue> cues, int atLeast) {
        return Math.max(atLeast, cues.stream().mapToInt(CaptionCue::id).max().orElse(0) + 1);
    }
}
