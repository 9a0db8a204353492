package io.aula.courses.image;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lays covers of open courses where anybody may fetch them under one address for good, and takes them away when a course closes.
 * Until then their signed addresses serve, so nothing waits for it.
 */
@Component
class CoverPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(CoverPublisher.class);
    private static final int BATCH = 50;

    private final Images images;
    private final ObjectStore objects;

    CoverPublisher(Images images, ObjectStore objects) {
        this.images = images;
        this.objects = objects;
    }

    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT5S")
    void publish() {
        for (StoredImage image : images.coversOutOfPlace(BATCH)) {
            try {
                if (image.isPublic()) {
                    images.isPublic(image.id(), false);
                    objects.list("media", image.publicPrefix()).forEach(objects::delete);
                } else {
                    copy(image);
                    images.isPublic(image.id(), true);
                }
            } catch (StorageException e) {
                LOG.warn("Cover {} is not moved yet", image.id(), e);
            }
        }
    }

    private void copy(StoredImage image) {
        for (int width : Objects.requireNonNull(image.ladder()).widths()) {
            ImageAddresses.formats().forEach(format -> {
                ObjectRef from = image.file(image.privatePrefix(), width, format);
                objects.copy(from, image.file(image.publicPrefix(), width, format));
            });
        }
    }
}
