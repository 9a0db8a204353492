package io.aula.courses.authoring;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells people of lessons whose day has come: they were published before it, and were no news until then. */
@Component
class Releases {
    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 50;

    private final Drafts drafts;
    private final CourseEvents events;
    private final OutlineTransaction transaction;
    private final Clock clock;

    Releases(Drafts drafts, CourseEvents events, OutlineTransaction transaction, Clock clock) {
        this.drafts = drafts;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void tell() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            boolean isDone = transaction.run(() -> {
                Map<CourseId, Set<LessonId>> released = drafts.unannounced(clock.instant(), BATCH);
                released.forEach(events::lessonsPublished);
                return released.isEmpty();
            });
            if (isDone) {
                return;
            }
        }
    }
}
