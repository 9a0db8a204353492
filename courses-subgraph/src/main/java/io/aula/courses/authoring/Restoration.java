package io.aula.courses.authoring;

import io.aula.courses.authoring.DeletedItems.Gone;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/** Brings back what was deleted. */
@Service
class Restoration {
    private final DeletedItems items;
    private final Placement placement;
    private final Drafts drafts;
    private final Staff staff;
    private final CourseEvents events;
    private final OutlineTransaction transaction;
    private final Clock clock;

    Restoration(
            DeletedItems items,
            Placement placement,
            Drafts drafts,
            Staff staff,
            CourseEvents events,
            OutlineTransaction transaction,
            Clock clock) {
        this.items = items;
        this.placement = placement;
        this.drafts = drafts;
        this.staff = staff;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where it was, or close by when that place is taken; a lesson whose module is gone too ends the last module. */
    Authored restore(Caller caller, String itemId) {
        return transaction.place(() -> {
            Gone item =
                    items.find(itemId).orElseThrow(() -> new RefusedException(new AuthoringRefusal.NotFound(itemId)));
            // The course before its modules, as deleting does: the two never wait for each other.
            drafts.touchCourse(staff.course(caller, item.courseId()).id(), clock.instant());
            events.lessonsChanged(
                    switch (item.kind()) {
                        case MODULE -> module(item);
                        case LESSON -> lesson(item);
                    });
            events.countedChanged(item.courseId());
            return itemId;
        });
    }

    private List<String> module(Gone item) {
        items.restoreModule(item.id(), placement.backInCourse(item.courseId(), item.rank()));
        return items.restoreLessonsOf(item.id());
    }

    private List<String> lesson(Gone item) {
        String module = placement
                .moduleFor(item.courseId(), item.moduleId())
                .orElseThrow(() -> new RefusedException(AuthoringRefusal.Rule.NO_MODULE));
        if (!drafts.holdModule(module)) {
            throw new RefusedException(new AuthoringRefusal.NotFound(module));
        }
        boolean isModuleThere = module.equals(item.moduleId());
        items.restoreLesson(
                item.id(),
                module,
                isModuleThere ? placement.backInModule(module, item.rank()) : placement.last(module));
        return List.of(item.id());
    }
}
