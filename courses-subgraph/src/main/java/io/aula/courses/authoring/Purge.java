package io.aula.courses.authoring;

import io.aula.courses.catalog.LessonsPurged;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.idempotency.Once;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes for good, by hand or when the time is over. */
@Component
class Purge {
    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 50;

    private final DeletedItems items;
    private final Once once;
    private final ApplicationEventPublisher told;
    private final OutlineTransaction transaction;
    private final Clock clock;

    Purge(DeletedItems items, Once once, ApplicationEventPublisher told, OutlineTransaction transaction, Clock clock) {
        this.items = items;
        this.once = once;
        this.told = told;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Within the caller's transaction. */
    void item(ItemId item) {
        switch (item) {
            case ItemId.OfModule(ModuleId id) -> {
                tell(items.purgeLessonsOf(id));
                items.purgeModule(id, clock.instant());
            }
            case ItemId.OfLesson(LessonId id) -> tell(items.purgeLesson(id));
        }
    }

    private void tell(List<DeletedItems.Purged> lessons) {
        if (!lessons.isEmpty()) {
            told.publishEvent(new LessonsPurged(
                    lessons.stream().map(DeletedItems.Purged::lessonId).collect(Collectors.toSet()),
                    lessons.stream().flatMap(DeletedItems.Purged::videos).collect(Collectors.toSet())));
        }
    }

    /** Deletes for good what nobody brought back in time, and forgets keys that no retry will use any more. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    void sweep() {
        Instant before = clock.instant().minus(DeletedItem.KEPT);
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int swept = transaction.run(() -> {
                List<ItemId> old = items.deletedBefore(before, BATCH);
                old.forEach(this::item);
                return old.size() + once.forget(before, BATCH) + items.purgeEmptyModules();
            });
            if (swept == 0) {
                return;
            }
        }
    }
}
