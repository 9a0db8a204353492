package io.aula.courses.authoring;

import io.aula.courses.authoring.DeletedItems.Gone;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
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
    Result<ItemId> restore(Caller caller, ItemId itemId) {
        return transaction.place(() -> {
            Gone item = items.find(itemId).orElseThrow(() -> RefusedException.notFound(itemId));
            // The course before its modules, as deleting does: the two never wait for each other.
            drafts.touchCourse(staff.course(caller, item.courseId()).id(), clock.instant());
            events.lessonsChanged(
                    switch (itemId) {
                        case ItemId.OfModule(ModuleId id) -> module(id, item);
                        case ItemId.OfLesson(LessonId id) -> lesson(id, item);
                    });
            events.countedChanged(item.courseId());
            return itemId;
        });
    }

    private List<LessonId> module(ModuleId id, Gone item) {
        items.restoreModule(id, placement.backInCourse(item.courseId(), item.rank()));
        return items.restoreLessonsOf(id);
    }

    private List<LessonId> lesson(LessonId id, Gone item) {
        ModuleId module = placement
                .moduleFor(item.courseId(), item.moduleId())
                .orElseThrow(() -> AuthoringRule.NO_MODULE.refused());
        if (!drafts.holdModule(module)) {
            throw RefusedException.notFound(module);
        }
        boolean isModuleThere = module.equals(item.moduleId());
        items.restoreLesson(
                id, module, isModuleThere ? placement.backInModule(module, item.rank()) : placement.last(module));
        return List.of(id);
    }
}
