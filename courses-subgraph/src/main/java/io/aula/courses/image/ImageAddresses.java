package io.aula.courses.image;

import io.aula.media.MediaGrant;
import io.aula.media.MediaTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where the files of pictures are fetched: what everybody may see under one address for good, all else behind a signature. */
@Component
class ImageAddresses {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final List<ImageFormat> BEST_FIRST = List.of(ImageFormat.AVIF, ImageFormat.WEBP, ImageFormat.JPEG);

    private final MediaTokens tokens;
    private final Clock clock;

    ImageAddresses(MediaTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The folder of a public picture, as anybody may fetch it. */
    static String publicFolder(StoredImage image) {
        return "/media/i/" + image.id() + "/" + image.fence() + "/";
    }

    /** @param width at least, where there is one so wide */
    Image of(StoredImage image, int width, ImageFormat format) {
        StoredImage.Ladder ladder = Objects.requireNonNull(image.ladder());
        String folder = image.isPublic() ? publicFolder(image) : signedFolder(image);
        int chosen = ladder.widths().stream()
                .filter(each -> each >= width)
                .findFirst()
                .orElse(ladder.widths().getLast());
        return new Image(
                folder + chosen + "." + format.extension(),
                chosen,
                Math.max(1, Math.round(chosen * (float) ladder.height() / ladder.width())),
                ladder.blurHash(),
                ladder.color(),
                BEST_FIRST.stream()
                        .map(each -> new Image.Source(each.type(), srcSet(folder, ladder.widths(), each)))
                        .toList());
    }

    private static String srcSet(String folder, List<Integer> widths, ImageFormat format) {
        return widths.stream()
                .map(width -> folder + width + "." + format.extension() + " " + width + "w")
                .collect(Collectors.joining(", "));
    }

    private String signedFolder(StoredImage image) {
        // Rounded to the hour, so that browsers may keep the picture that long.
        Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(LIFE);
        String token = tokens.sign(new MediaGrant(image.id().text(), Optional.empty(), "image", until, true));
        return "/media/p/" + token + "/" + image.id() + "/" + image.fence() + "/";
    }

    static Stream<ImageFormat> formats() {
        return Arrays.stream(ImageFormat.values()).filter(each -> each != ImageFormat.AUTO);
    }
}
