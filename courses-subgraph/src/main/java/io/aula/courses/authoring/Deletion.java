package io.aula.courses.authoring;

import io.aula.courses.authoring.DeletedItems.Gone;
import io.aula.courses.authoring.Places.Place;
import io.aula.courses.catalog.LessonsPurged;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.platform.id.Ids;
import io.aula.platform.idempotency.Once;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Deletes so that it can be undone for {@link DeletedItem#KEPT}. Every refusal is a {@link Refusal} and rolls back. */
@Service
class Deletion {
    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 50;

    private final DeletedItems items;
    private final Places places;
    private final Placement placement;
    private final Drafts drafts;
    private final Staff staff;
    private final CourseAuthoring courses;
    private final CourseEvents events;
    private final ApplicationEventPublisher told;
    private final Once once;
    private final OutlineTransaction transaction;
    private final Clock clock;

    Deletion(
            DeletedItems items,
            Places places,
            Placement placement,
            Drafts drafts,
            Staff staff,
            CourseAuthoring courses,
            CourseEvents events,
            ApplicationEventPublisher told,
            Once once,
            OutlineTransaction transaction,
            Clock clock) {
        this.items = items;
        this.places = places;
        this.placement = placement;
        this.drafts = drafts;
        this.staff = staff;
        this.courses = courses;
        this.events = events;
        this.told = told;
        this.once = once;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The revision is the course's: what is deleted is deleted from the outline that the teacher saw. */
    String delete(Caller caller, String itemId, int expectedRevision) {
        return transaction.run(() -> {
            boolean isModule = Ids.is("mod", itemId);
            String courseId = isModule
                    ? staff.module(caller, itemId).courseId()
                    : staff.lesson(caller, itemId).courseId();
            courses.changeOutline(staff.course(caller, courseId), expectedRevision);
            Instant now = clock.instant();
            if (isModule) {
                items.deleteModule(itemId, now);
                events.lessonsChanged(items.deleteLessonsOf(itemId, now));
            } else {
                items.deleteLesson(itemId, now);
                events.lessonsChanged(List.of(itemId));
            }
            return itemId;
        });
    }

    /** Where it was, or close by when that place is taken; a lesson whose module is gone too ends the last module. */
    String restore(Caller caller, String itemId) {
        return transaction.place(() -> {
            Gone item = find(itemId);
            // The course before its modules, as deleting does: the two never wait for each other.
            drafts.touchCourse(staff.course(caller, item.courseId()).id(), clock.instant());
            events.lessonsChanged(
                    switch (item.kind()) {
                        case MODULE -> restoreModule(item);
                        case LESSON -> restoreLesson(item);
                    });
            return itemId;
        });
    }

    private List<String> restoreModule(Gone item) {
        items.restoreModule(item.id(), placement.backIn(places.modules(item.courseId()), item.rank()));
        return items.restoreLessonsOf(item.id());
    }

    private List<String> restoreLesson(Gone item) {
        List<Place> modules = places.modules(item.courseId());
        if (modules.isEmpty()) {
            throw new Refusal(UserError.invalid(
                    "NO_MODULE",
                    "El curso no tiene ningún módulo: recupera o crea uno primero.",
                    "The course has no module: restore or make one first.",
                    "id"));
        }
        boolean isModuleThere = modules.stream().anyMatch(place -> place.id().equals(item.moduleId()));
        String module = isModuleThere
                ? String.valueOf(item.moduleId())
                : modules.getLast().id();
        if (!drafts.holdModule(module)) {
            throw new Refusal(UserError.notFound(module));
        }
        List<Place> siblings = places.lessons(module);
        String rank = isModuleThere
                ? placement.backIn(siblings, item.rank())
                : Rank.between(siblings.isEmpty() ? null : siblings.getLast().rank(), null);
        items.restoreLesson(item.id(), module, rank);
        return List.of(item.id());
    }

    /** For good. */
    String purge(Caller caller, String itemId) {
        return transaction.run(() -> {
            Gone item = find(itemId);
            staff.course(caller, item.courseId());
            purge(item.id());
            return itemId;
        });
    }

    Map<String, List<DeletedItem>> of(Collection<String> courseIds) {
        return items.of(courseIds);
    }

    /** Deletes for good what nobody brought back in time, and forgets keys that no retry will use any more. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    void sweep() {
        Instant before = clock.instant().minus(DeletedItem.KEPT);
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int swept = transaction.run(() -> {
                List<String> old = items.deletedBefore(before, BATCH);
                old.forEach(this::purge);
                return old.size() + once.forget(before, BATCH);
            });
            if (swept == 0) {
                return;
            }
        }
    }

    private void purge(String id) {
        List<String> videos = new ArrayList<>();
        if (Ids.is("mod", id)) {
            videos.addAll(items.purgeLessonsOf(id));
            items.purgeModule(id);
        } else {
            videos.addAll(items.purgeLesson(id));
        }
        if (!videos.isEmpty()) {
            told.publishEvent(new LessonsPurged(Set.copyOf(videos)));
        }
    }

    private Gone find(String id) {
        return items.find(id).orElseThrow(() -> new Refusal(UserError.notFound(id)));
    }
}
