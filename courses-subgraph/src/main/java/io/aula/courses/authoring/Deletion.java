package io.aula.courses.authoring;

import io.aula.courses.authoring.DeletedItems.Gone;
import io.aula.platform.id.Ids;
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
    Authored delete(Caller caller, String itemId, int expectedRevision) {
        return transaction.change(() -> {
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
            events.countedChanged(courseId);
            return itemId;
        });
    }

    /** For good. */
    Authored purge(Caller caller, String itemId) {
        return transaction.change(() -> {
            Gone item =
                    items.find(itemId).orElseThrow(() -> new RefusedException(new AuthoringRefusal.NotFound(itemId)));
            staff.course(caller, item.courseId());
            purge.item(item.id());
            return itemId;
        });
    }

    Map<String, List<DeletedItem>> of(Collection<String> courseIds) {
        return items.of(courseIds);
    }
}
