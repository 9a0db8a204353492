package io.aula.courses.authoring;

import io.aula.courses.image.ImagePurpose;
import io.aula.courses.image.ImageService;
import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Courses of somebody who teaches. What others take, or have paid for, stays theirs: archived, and by nobody. What nobody else has to do
 * with goes for good.
 */
@Component
@Order(0)
class AuthorRecords implements PersonalRecords {
    private final AuthoredRows rows;
    private final DeletedItems items;
    private final Purge purge;
    private final CourseEvents events;
    private final ImageService images;
    private final Clock clock;

    AuthorRecords(
            AuthoredRows rows, DeletedItems items, Purge purge, CourseEvents events, ImageService images, Clock clock) {
        this.rows = rows;
        this.items = items;
        this.purge = purge;
        this.events = events;
        this.images = images;
        this.clock = clock;
    }

    @Override
    public List<String> files() {
        return List.of("courses-taught", "lessons-written");
    }

    /** Texts are long: a description's languages have 400,000 characters together, an article's two million. */
    @Override
    public int mostRows(String file) {
        return file.equals("courses-taught") ? 20 : 4;
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return file.equals("courses-taught") ? rows.courses(person, after, most) : rows.lessons(person, after, most);
    }

    @Override
    public void erase(UserId person) {
        Instant now = clock.instant();
        rows.leave(person).forEach(events::updated);
        rows.wanted(person).stream().filter(id -> rows.archive(id, now)).forEach(events::archived);
        rows.unwanted(person).stream().filter(id -> rows.empty(id, now)).forEach(id -> {
            purgeAll(id, now);
            images.remove(ImagePurpose.COVER, id.text());
            events.archived(id);
        });
    }

    /** Others are told that the lessons are deleted before their rows are gone. */
    private void purgeAll(CourseId course, Instant now) {
        rows.deletedLessons(course).forEach(lesson -> purge.item(new ItemId.OfLesson(lesson)));
        Set<LessonId> lessons = new HashSet<>();
        List<ModuleId> modules = rows.modules(course);
        for (ModuleId module : modules) {
            items.deleteModule(module, now);
            lessons.addAll(items.deleteLessonsOf(module, now));
        }
        events.lessonsChanged(lessons);
        modules.forEach(module -> purge.item(new ItemId.OfModule(module)));
    }
}
