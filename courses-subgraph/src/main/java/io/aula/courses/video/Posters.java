package io.aula.courses.video;

import io.aula.courses.image.Image;
import io.aula.media.MediaGrant;
import io.aula.media.MediaTokens;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Addresses of the sharpest frames of videos, which may be seen by whoever sees the course: posters until a picture is made of one. */
@Component
class Posters {
    private static final Duration LIFE = Duration.ofHours(12);
    /** From the last full hour on. */
    private static final Duration WHILE_CHOOSING = Duration.ofHours(2);

    private final MediaTokens tokens;
    private final Clock clock;

    Posters(MediaTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The sharpest frame as the worker wrote it, in one size. */
    @Nullable
    Image of(Video video) {
        if (video.posterInfo() == null || video.mediaRev() == 0) {
            return null;
        }
        return frame(video, video.posterInfo());
    }

    /** One that may be chosen; for those who may edit the video, since its address leads to all that was made of it. */
    Image of(Video video, Video.Frame frame, Caller editor) {
        Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(WHILE_CHOOSING);
        String token =
                tokens.sign(new MediaGrant(video.id().text(), Optional.of(editor.userId()), "frames", until, false));
        JsonNode info = Objects.requireNonNull(video.posterInfo());
        return image("/media/p/" + token + "/" + video.id() + "/" + video.mediaRev() + "/" + frame.file(), info);
    }

    private static Image image(String address, JsonNode info) {
        return new Image(
                address, info.path("width").asInt(1280), info.path("height").asInt(720), null, null, List.of());
    }

    private Image frame(Video video, JsonNode info) {
        // Rounded to the hour, so that browsers may keep the picture that long.
        Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(LIFE);
        String token =
                tokens.sign(new MediaGrant(Video.posterFolder(video.id()), Optional.empty(), "poster", until, true));
        return image(
                "/media/p/" + token + "/" + Video.posterFolder(video.id()) + "/" + video.mediaRev() + "/"
                        + Video.SHARPEST,
                info);
    }
}
