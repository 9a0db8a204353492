package io.aula.courses.authoring;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.schema.types.CreateCourseInput;
import io.aula.courses.schema.types.UpdateCourseInput;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Drafts, edits, publishes and archives courses. */
@Service
class CourseAuthoring {
    private static final int LONGEST_SLUG = 80;
    private static final int MOST_INSTRUCTORS = 50;

    private final Drafts drafts;
    private final CatalogService catalog;
    private final Staff staff;
    private final LessonPublishing lessons;
    private final CourseEvents events;
    private final OutlineTransaction transaction;
    private final Clock clock;

    CourseAuthoring(
            Drafts drafts,
            CatalogService catalog,
            Staff staff,
            LessonPublishing lessons,
            CourseEvents events,
            OutlineTransaction transaction,
            Clock clock) {
        this.drafts = drafts;
        this.catalog = catalog;
        this.staff = staff;
        this.lessons = lessons;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    Authored create(Caller caller, CreateCourseInput asked) {
        return transaction.change(() -> {
            if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
                throw new RefusedException(new AuthoringRefusal.Forbidden("INSTRUCTOR"));
            }
            Drafts.NewCourse course = new Drafts.NewCourse(
                    asked.getOriginalLocale(),
                    AuthoredText.title(asked.getTitle()),
                    AuthoredText.subtitle(asked.getSubtitle()),
                    asked.getLevel(),
                    AuthoredText.tags(asked.getTags()));
            return transaction.once(caller.userId(), asked.getIdempotencyKey(), course, () -> {
                String id = Ids.next("crs");
                add(id, caller.userId(), course);
                drafts.addInstructor(id, caller.userId(), 0);
                events.updated(id);
                return id;
            });
        });
    }

    Authored update(Caller caller, UpdateCourseInput asked) {
        return transaction.change(() -> update(caller, CourseChange.of(asked)));
    }

    private String update(Caller caller, CourseChange change) {
        Course course = staff.course(caller, change.id());
        CourseState state = change.applied(course);
        if (!state.slug().equalsIgnoreCase(course.slug()) && drafts.slugTaken(state.slug())) {
            throw new RefusedException(AuthoringRefusal.Rule.SLUG_TAKEN);
        }
        if (change.instructorIds() instanceof Given.Value<List<String>>(List<String> ids)) {
            replaceInstructors(course, ids == null ? List.of() : ids);
        }
        save(course, change.expectedRevision(), state);
        events.updated(course.id());
        if (!state.settings().isDoneAlike(course.settings())) {
            events.countedChanged(course.id());
        }
        return course.id();
    }

    /** Opens the course with all of its lessons that are ready; also a course that was archived. */
    Authored publish(Caller caller, String id, int expectedRevision, boolean unlisted) {
        return transaction.change(() -> {
            Course course = staff.course(caller, id);
            Set<String> shown = lessons.publishReady(course);
            CourseStatus status = unlisted ? CourseStatus.UNLISTED : CourseStatus.PUBLISHED;
            save(course, expectedRevision, CourseState.of(course).published(status, clock.instant()));
            events.published(id);
            events.lessonsPublished(id, shown);
            return id;
        });
    }

    /** Back to a draft, from wherever it is; who is enrolled goes on. */
    Authored unpublish(Caller caller, String id, int expectedRevision) {
        return transaction.change(() -> {
            Course course = staff.course(caller, id);
            save(course, expectedRevision, CourseState.of(course).in(CourseStatus.DRAFT));
            events.updated(id);
            return id;
        });
    }

    Authored archive(Caller caller, String id, int expectedRevision) {
        return transaction.change(() -> {
            Course course = staff.course(caller, id);
            save(course, expectedRevision, CourseState.of(course).in(CourseStatus.ARCHIVED));
            events.archived(id);
            return id;
        });
    }

    /** The outline is not what it was for whoever holds the old revision. Within the caller's change. */
    void changeOutline(Course course, int expectedRevision) {
        save(course, expectedRevision, CourseState.of(course));
    }

    private void save(Course course, int expectedRevision, CourseState state) {
        if (course.revision() != expectedRevision
                || !drafts.saveCourse(course.id(), expectedRevision, state, clock.instant())) {
            int current = Objects.requireNonNull(
                            catalog.known(List.of(course.id())).get(course.id()))
                    .revision();
            throw new RefusedException(new AuthoringRefusal.Stale(current));
        }
    }

    private void replaceInstructors(Course course, List<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        if (!distinct.contains(course.ownerId())) {
            throw new RefusedException(AuthoringRefusal.Rule.OWNER_MISSING);
        }
        if (distinct.size() > MOST_INSTRUCTORS || !distinct.stream().allMatch(id -> Ids.is("usr", id))) {
            throw new RefusedException(AuthoringRefusal.Rule.INSTRUCTORS_INVALID);
        }
        drafts.removeInstructors(course.id());
        for (int at = 0; at < distinct.size(); at++) {
            drafts.addInstructor(course.id(), distinct.get(at), at);
        }
    }

    /** Under an address made of the title, with the end of the id behind it when somebody else has that. */
    private void add(String id, String ownerId, Drafts.NewCourse course) {
        String tail = id.substring(id.length() - 6).toLowerCase(Locale.ROOT);
        String slug = slug(course.title());
        boolean isAdded = !slug.isEmpty() && drafts.addCourse(id, slug, ownerId, course);
        if (!isAdded && !drafts.addCourse(id, (slug.isEmpty() ? "curso" : slug) + "-" + tail, ownerId, course)) {
            throw new IllegalStateException("No address is free for " + id);
        }
    }

    private static String slug(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_SLUG - 10)).replaceAll("-$", "");
    }
}
