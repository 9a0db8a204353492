package io.aula.courses.video;

import io.aula.media.MediaGrant;
import io.aula.media.MediaTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Addresses of posters, which may be seen by whoever sees the course. */
@Component
class Posters {
    private static final Duration LIFE = Duration.ofHours(12);

    private final MediaTokens tokens;
    private final Clock clock;

    Posters(MediaTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Nullable
    Image of(Video video) {
        if (video.posterInfo() == null || video.mediaRev() == 0) {
            return null;
        }
        // Rounded to the hour, so that browsers may keep the picture that long.
        Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(LIFE);
        String token =
                tokens.sign(new MediaGrant(Video.posterFolder(video.id()), Optional.empty(), "poster", until, true));
        return new Image(
                "/media/p/" + token + "/" + Video.posterFolder(video.id()) + "/" + video.mediaRev() + "/poster.jpg",
                video.posterInfo().path("width").asInt(1280),
                video.posterInfo().path("height").asInt(720),
                null);
    }
}
