package io.aula.courses.image;

import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes pictures that nothing shows: the rows first, so that nothing begins to show one whose files go. */
@Component
class ImageSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(ImageSweeper.class);
    private static final int BATCH = 100;
    /** Whoever uploaded it may still be choosing, and pages that show it may still be open. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final Images images;
    private final ObjectStore objects;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImageSweeper(Images images, ObjectStore objects, TransactionTemplate transaction, Clock clock) {
        this.images = images;
        this.objects = objects;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return how many went */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT4M")
    int sweep() {
        List<StoredImage> unused = images.unused(clock.instant().minus(GRACE), BATCH);
        int swept = 0;
        for (StoredImage image : unused) {
            try {
                if (Boolean.TRUE.equals(transaction.execute(status -> remove(image)))) {
                    swept++;
                }
            } catch (StorageException e) {
                LOG.warn("Picture {} keeps its files until the next round", image.id(), e);
            }
        }
        if (swept > 0) {
            LOG.info("{} pictures that nothing showed are gone", swept);
        }
        return swept;
    }

    /** The files go before the rows are committed: a failure brings the rows back, and both are tried again. */
    private boolean remove(StoredImage image) {
        if (!images.delete(image.id())) {
            return false;
        }
        objects.list("media", image.privatePrefix()).forEach(objects::delete);
        objects.list("media", image.publicPrefix()).forEach(objects::delete);
        if (image.source().equals(StoredImage.uploadOf(image.id()))) {
            objects.delete(image.source());
        }
        return true;
    }
}
