package io.aula.courses.captions;

import io.aula.platform.id.TrackId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of a video in one language.
 *
 * @param sourceTrackId what it is a translation of
 * @param model what a machine made it with; null for what a person brought
 * @param nextCue the id of the next cue to come
 * @param publishedIn the revision of the video's captions that showed it last; 0 before the first
 * @param sitting who changed it last, and until when more of the same is one change with it
 */
public record Track(
        TrackId id,
        VideoId videoId,
        String locale,
        Origin origin,
        @Nullable TrackId sourceTrackId,
        @Nullable String model,
        @Nullable Double confidence,
        int revision,
        int nextCue,
        int publishedIn,
        @Nullable Instant approvedAt,
        Optional<Sitting> sitting,
        Instant createdAt,
        Instant updatedAt) {

    record Sitting(UserId userId, Instant until) {}

    public boolean isMachineMade() {
        return model != null && approvedAt == null;
    }

    public boolean isApproved() {
        return approvedAt != null;
    }

    /** A person has worked on it: no machine overwrites it. */
    public boolean isKept() {
        return isApproved() || origin == Origin.UPLOADED || origin == Origin.EDITED;
    }

    /** The same words, said to be a translation of a track. */
    public Track translationOf(TrackId source) {
        return new Track(
                id,
                videoId,
                locale,
                origin,
                source,
                model,
                confidence,
                revision,
                nextCue,
                publishedIn,
                approvedAt,
                sitting,
                createdAt,
                updatedAt);
    }

    /** As it is, with nobody in the middle of changing it. */
    public Track standing() {
        return new Track(
                id,
                videoId,
                locale,
                origin,
                sourceTrackId,
                model,
                confidence,
                revision,
                nextCue,
                publishedIn,
                approvedAt,
                Optional.empty(),
                createdAt,
                updatedAt);
    }

    public boolean isTranslation() {
        return sourceTrackId != null || origin == Origin.MACHINE_TRANSLATED;
    }
}
