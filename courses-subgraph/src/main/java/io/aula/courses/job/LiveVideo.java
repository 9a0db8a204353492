package io.aula.courses.job;

import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.LiveBus;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Says that a video changed, once the change can be read. */
@Component
class LiveVideo {
    private final LiveBus bus;

    LiveVideo(LiveBus bus) {
        this.bus = bus;
    }

    void changedAfterCommit(VideoId videoId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bus.publish("video." + videoId, Map.of("videoId", videoId));
            }
        });
    }
}
