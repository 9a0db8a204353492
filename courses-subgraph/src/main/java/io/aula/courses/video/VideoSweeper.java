package io.aula.courses.video;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.platform.id.VideoId;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes the files and rows of videos that are deleted for good: the files first, so that a failure is tried again. */
@Component
class VideoSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(VideoSweeper.class);
    private static final int BATCH = 100;
    /** An upload that was whole when its video was deleted may still be on its way into the store. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final DeletedVideos deleted;
    private final ObjectStore objects;
    private final ApplicationEventPublisher told;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VideoSweeper(
            DeletedVideos deleted,
            ObjectStore objects,
            ApplicationEventPublisher told,
            TransactionTemplate transaction,
            Clock clock) {
        this.deleted = deleted;
        this.objects = objects;
        this.told = told;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT3M")
    void sweep() {
        for (VideoId id : deleted.due(clock.instant().minus(GRACE), BATCH)) {
            try {
                removeFiles(id);
                removeRows(id);
            } catch (StorageException e) {
                LOG.warn("Deleted video {} keeps its files until the next round", id, e);
            }
        }
    }

    private void removeFiles(VideoId id) {
        objects.list("media", id + "/").forEach(objects::delete);
        objects.list("media", Video.posterFolder(id) + "/").forEach(objects::delete);
        objects.list("media", Video.wordsFolder(id) + "/").forEach(objects::delete);
        objects.delete(new ObjectRef("uploads", Video.sourceKey(id)));
    }

    private void removeRows(VideoId id) {
        transaction.executeWithoutResult(status -> {
            told.publishEvent(new VideoPurged(id));
            deleted.purge(id);
        });
    }
}
