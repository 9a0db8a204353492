package io.aula.courses.authoring;

import io.aula.courses.authoring.DeletedItems.Gone;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Deletes so that it can be undone for {@link DeletedItem#KEPT}, or for good. */
@Service
class Deletion {
    private final DeletedItems items;
    private final Staff staff;
    private final CourseAuthoring courses;
    private final Purge purge;
    private final CourseEvents events;
    private final OutlineTransaction transaction;
    private final Clock clock;

    Deletion(
            DeletedItems items,
            Staff staff,
            CourseAuthoring courses,
            Purge purge,
            CourseEvents events,
            OutlineTransaction transaction,
            Clock clock) {
        this.items = items;
        this.staff = staff;
        this.courses = courses;
        this.purge = purge;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The revision is the course's: what is deleted is deleted from the outline that the teacher saw. */
    Result<ItemId> delete(Caller caller, ItemId item, int expectedRevision) {
        return transaction.change(() -> {
            CourseId courseId = switch (item) {
                case ItemId.OfModule(ModuleId id) -> staff.module(caller, id).courseId();
                case ItemId.OfLesson(LessonId id) -> staff.lesson(caller, id).courseId();
            };
            courses.changeOutline(staff.course(caller, courseId), expectedRevision);
            Instant now = clock.instant();
            switch (item) {
                case ItemId.OfModule(ModuleId id) -> {
                    items.deleteModule(id, now);
                    events.lessonsChanged(items.deleteLessonsOf(id, now));
                }
                case ItemId.OfLesson(LessonId id) -> {
                    items.deleteLesson(id, now);
                    events.lessonsChanged(List.of(id));
                }
            }
            events.countedChanged(courseId);
            return item;
        });
    }

    /** For good. */
    Result<ItemId> purge(Caller caller, ItemId id) {
        return transaction.change(() -> {
            Gone item = items.find(id).orElseThrow(() -> RefusedException.notFound(id));
            staff.course(caller, item.courseId());
            purge.item(item.id());
            return id;
        });
    }

    Map<CourseId, List<DeletedItem>> of(Collection<CourseId> courseIds) {
        return items.of(courseIds);
    }
}
