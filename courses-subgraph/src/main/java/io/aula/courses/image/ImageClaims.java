package io.aula.courses.image;

import io.aula.platform.id.ImageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives pictures to workers under a lease, and takes them back from those that fall silent. */
@Service
class ImageClaims {
    private static final Logger LOG = LoggerFactory.getLogger(ImageClaims.class);
    /** A worker gives one up after five minutes and sends no sign of life meanwhile: it is seconds of work. */
    static final Duration LEASE = Duration.ofMinutes(6);

    /** The message of a picture that waits may come a moment before its time, by the clock of another machine. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration OVERDUE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;
    private static final StoredImage.Failure OUR_FAULT = new StoredImage.Failure(
            "INTERNAL",
            "Algo falló por nuestra parte. Vuelve a subir la imagen.",
            "Something failed on our side. Upload the picture again.");

    private final Images images;
    private final ImageService service;
    private final Clock clock;

    ImageClaims(Images images, ImageService service, Clock clock) {
        this.images = images;
        this.service = service;
        this.clock = clock;
    }

    /** What a worker that wants a picture is told. */
    sealed interface Claim {
        record Granted(long fence) implements Claim {}

        record Refused(String reason) implements Claim {}
    }

    /** @param isRedelivered the broker saw the first holder's connection end, so its lease ends with it */
    @Transactional
    Claim claim(String imageId, boolean isRedelivered) {
        Optional<StoredImage> found = ImageId.parse(imageId).flatMap(images::lock);
        if (found.isEmpty()) {
            return new Claim.Refused("UNKNOWN_JOB");
        }
        StoredImage image = found.get();
        Images.Lease lease = images.leaseOf(image.id());
        Instant now = clock.instant();
        return switch (image.state()) {
            case QUEUED ->
                lease.until() != null && lease.until().isAfter(now.plus(GRACE))
                        ? new Claim.Refused("POSTPONED")
                        : grant(image, lease, now);
            case MAKING ->
                lease.until() != null && lease.until().isAfter(now) && !isRedelivered
                        ? new Claim.Refused("LEASED")
                        : grant(image, lease, now);
            case UPLOADING, READY, FAILED -> new Claim.Refused(image.state().name());
        };
    }

    private Claim grant(StoredImage image, Images.Lease lease, Instant now) {
        if (lease.attempt() >= ATTEMPTS) {
            service.failed(image, OUR_FAULT);
            return new Claim.Refused("TOO_MANY_ATTEMPTS");
        }
        return new Claim.Granted(images.lease(image.id(), now.plus(LEASE)));
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT20S")
    @Transactional
    void reclaim() {
        Instant now = clock.instant();
        for (StoredImage image : images.reclaim(now, now.minus(OVERDUE))) {
            LOG.warn("Picture {} is announced again: its worker fell silent, or nobody came for it", image.id());
            service.order(image);
        }
    }
}
