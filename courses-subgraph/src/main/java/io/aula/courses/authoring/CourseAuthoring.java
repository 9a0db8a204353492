package io.aula.courses.authoring;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.idempotency.Once;
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
import org.springframework.transaction.annotation.Transactional;

/** Drafts, edits, publishes and archives courses. Every refusal is a {@link Refusal} and rolls back. */
@Service
@Transactional
class CourseAuthoring {
    private static final int LONGEST_SLUG = 80;
    private static final int MOST_INSTRUCTORS = 50;

    private final Drafts drafts;
    private final CatalogService catalog;
    private final Staff staff;
    private final LessonPublishing lessons;
    private final CourseEvents events;
    private final Once once;
    private final Clock clock;

    CourseAuthoring(
            Drafts drafts,
            CatalogService catalog,
            Staff staff,
            LessonPublishing lessons,
            CourseEvents events,
            Once once,
            Clock clock) {
        this.drafts = drafts;
        this.catalog = catalog;
        this.staff = staff;
        this.lessons = lessons;
        this.events = events;
        this.once = once;
        this.clock = clock;
    }

    String create(Caller caller, Drafts.NewCourse course, String idempotencyKey) {
        if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
            throw new Refusal(UserError.forbidden("INSTRUCTOR"));
        }
        return once.run(caller.userId(), idempotencyKey, course, () -> {
            String id = Ids.next("crs");
            add(id, caller.userId(), course);
            drafts.addInstructor(id, caller.userId(), 0);
            events.updated(id);
            return id;
        });
    }

    String update(Caller caller, CourseChange change) {
        Course course = staff.course(caller, change.id());
        CourseState state = change.applied(course);
        if (!state.slug().equalsIgnoreCase(course.slug()) && drafts.slugTaken(state.slug())) {
            throw new Refusal(
                    UserError.invalid("SLUG_TAKEN", "Esa dirección ya está en uso.", "That address is taken.", "slug"));
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
    String publish(Caller caller, String id, int expectedRevision, boolean unlisted) {
        Course course = staff.course(caller, id);
        Set<String> shown = lessons.publishReady(course);
        CourseStatus status = unlisted ? CourseStatus.UNLISTED : CourseStatus.PUBLISHED;
        save(course, expectedRevision, CourseState.of(course).published(status, clock.instant()));
        events.published(id);
        events.lessonsPublished(id, shown);
        return id;
    }

    /** Back to a draft, from wherever it is; who is enrolled goes on. */
    String unpublish(Caller caller, String id, int expectedRevision) {
        Course course = staff.course(caller, id);
        save(course, expectedRevision, CourseState.of(course).in(CourseStatus.DRAFT));
        events.updated(id);
        return id;
    }

    String archive(Caller caller, String id, int expectedRevision) {
        Course course = staff.course(caller, id);
        save(course, expectedRevision, CourseState.of(course).in(CourseStatus.ARCHIVED));
        events.archived(id);
        return id;
    }

    /** The outline is not what it was for whoever holds the old revision. */
    void changeOutline(Course course, int expectedRevision) {
        save(course, expectedRevision, CourseState.of(course));
    }

    private void save(Course course, int expectedRevision, CourseState state) {
        if (course.revision() != expectedRevision
                || !drafts.saveCourse(course.id(), expectedRevision, state, clock.instant())) {
            int current = Objects.requireNonNull(
                            catalog.known(List.of(course.id())).get(course.id()))
                    .revision();
            throw new Refusal(UserError.stale(current));
        }
    }

    private void replaceInstructors(Course course, List<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        if (!distinct.contains(course.ownerId())) {
            throw new Refusal(UserError.invalid(
                    "OWNER_MISSING",
                    "Quien creó el curso sigue enseñándolo.",
                    "Whoever made the course goes on teaching it.",
                    "instructorIds"));
        }
        if (distinct.size() > MOST_INSTRUCTORS || !distinct.stream().allMatch(id -> Ids.is("usr", id))) {
            throw new Refusal(UserError.invalid(
                    "INSTRUCTORS_INVALID",
                    "Un curso lo enseñan como mucho 50 personas, cada una con su identificador.",
                    "At most 50 people teach a course, each named by their id.",
                    "instructorIds"));
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
