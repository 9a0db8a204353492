package io.aula.courses.authoring;

import io.aula.courses.catalog.CaptionLocalesChanged;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseOpened;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.image.ImagePurpose;
import io.aula.courses.image.ImageService;
import io.aula.courses.people.PeopleService;
import io.aula.courses.refusal.Refusal;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.CreateCourseInput;
import io.aula.courses.schema.types.UpdateCourseInput;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ImageService images;
    private final PeopleService people;
    private final CourseEvents events;
    private final OutlineTransaction transaction;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    CourseAuthoring(
            Drafts drafts,
            CatalogService catalog,
            Staff staff,
            LessonPublishing lessons,
            ImageService images,
            PeopleService people,
            CourseEvents events,
            OutlineTransaction transaction,
            ApplicationEventPublisher told,
            Clock clock) {
        this.drafts = drafts;
        this.catalog = catalog;
        this.staff = staff;
        this.lessons = lessons;
        this.images = images;
        this.people = people;
        this.events = events;
        this.transaction = transaction;
        this.told = told;
        this.clock = clock;
    }

    Result<CourseId> create(Caller caller, CreateCourseInput asked) {
        return transaction.change(() -> {
            if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
                throw new RefusedException(new Refusal.Forbidden("INSTRUCTOR"));
            }
            Drafts.NewCourse course = new Drafts.NewCourse(
                    asked.getOriginalLocale(),
                    AuthoredText.title(asked.getTitle()),
                    AuthoredText.subtitle(asked.getSubtitle()),
                    asked.getLevel(),
                    AuthoredText.tags(asked.getTags()));
            return transaction.once(caller.user(), asked.getIdempotencyKey(), course, CourseId::new, () -> {
                CourseId id = CourseId.next();
                add(id, caller.user(), course);
                drafts.addInstructor(id, caller.user(), 0);
                events.updated(id);
                return id;
            });
        });
    }

    Result<CourseId> update(Caller caller, CourseId id, UpdateCourseInput asked) {
        return transaction.change(() -> update(caller, CourseChange.of(id, asked)));
    }

    private CourseId update(Caller caller, CourseChange change) {
        Course course = staff.course(caller, change.id());
        CourseState state = change.applied(course);
        if (!state.slug().equalsIgnoreCase(course.slug()) && drafts.slugTaken(state.slug())) {
            throw AuthoringRule.SLUG_TAKEN.refused();
        }
        if (change.instructorIds() instanceof Given.Value<List<UserId>>(List<UserId> ids)) {
            replaceInstructors(caller, course, ids == null ? List.of() : ids);
        }
        save(course, change.expectedRevision(), state);
        if (change.cover() instanceof Given.Value<UploadId>(UploadId upload)) {
            cover(caller, course.id(), upload);
        }
        events.updated(course.id());
        if (!state.settings().isDoneAlike(course.settings())) {
            events.countedChanged(course.id());
        }
        if (!state.settings().captionLocales().equals(course.settings().captionLocales())) {
            told.publishEvent(new CaptionLocalesChanged(course.id()));
        }
        return course.id();
    }

    /** The cover before stays until the one that came by this upload is ready. */
    private void cover(Caller caller, CourseId courseId, @Nullable UploadId upload) {
        if (upload == null) {
            images.remove(ImagePurpose.COVER, courseId.text());
            return;
        }
        ImageId image = images.sent(upload, ImagePurpose.COVER, caller.user())
                .orElseThrow(AuthoringRule.COVER_UNKNOWN::refused);
        images.choose(ImagePurpose.COVER, courseId.text(), image, true);
    }

    /** Opens the course with all of its lessons that are ready; also a course that was archived. */
    Result<CourseId> publish(Caller caller, CourseId id, int expectedRevision, boolean unlisted) {
        return transaction.change(() -> {
            Course course = staff.course(caller, id);
            Set<LessonId> shown = lessons.publishReady(course);
            CourseStatus status = unlisted ? CourseStatus.UNLISTED : CourseStatus.PUBLISHED;
            save(course, expectedRevision, CourseState.of(course).published(status, clock.instant()));
            events.published(id);
            events.lessonsPublished(id, shown);
            told.publishEvent(new CourseOpened(id));
            return id;
        });
    }

    /** Back to a draft, from wherever it is; who is enrolled goes on. */
    Result<CourseId> unpublish(Caller caller, CourseId id, int expectedRevision) {
        return transaction.change(() -> {
            Course course = staff.course(caller, id);
            save(course, expectedRevision, CourseState.of(course).in(CourseStatus.DRAFT));
            events.updated(id);
            return id;
        });
    }

    Result<CourseId> archive(Caller caller, CourseId id, int expectedRevision) {
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
            throw RefusedException.stale(current);
        }
    }

    private void replaceInstructors(Caller caller, Course course, List<UserId> ids) {
        List<UserId> distinct = ids.stream().distinct().toList();
        if (!distinct.contains(course.ownerId())) {
            throw AuthoringRule.OWNER_MISSING.refused();
        }
        if (distinct.size() > MOST_INSTRUCTORS) {
            throw AuthoringRule.INSTRUCTORS_INVALID.refused();
        }
        List<UserId> before = instructors(course);
        List<UserId> added =
                distinct.stream().filter(id -> !before.contains(id)).toList();
        if (!people.teachers(added)
                .containsAll(added.stream()
                        .filter(id -> !id.equals(course.ownerId()))
                        .toList())) {
            throw AuthoringRule.INSTRUCTOR_UNKNOWN.refused();
        }
        drafts.removeInstructors(course.id());
        for (int at = 0; at < distinct.size(); at++) {
            drafts.addInstructor(course.id(), distinct.get(at), at);
        }
        added.stream().filter(id -> !id.equals(caller.user())).forEach(id -> events.staffAdded(course, id, caller));
    }

    /** Whoever was made a teacher of a course need not stay one. */
    Result<CourseId> stopTeaching(Caller caller, CourseId id) {
        return transaction.change(() -> {
            Course course = staff.course(caller, id);
            if (course.ownerId().equals(caller.user())) {
                throw AuthoringRule.OWNER_STAYS.refused();
            }
            if (!drafts.removeInstructor(id, caller.user())) {
                throw new RefusedException(new Refusal.Forbidden("TEACHES_COURSE"));
            }
            save(course, course.revision(), CourseState.of(course));
            events.updated(id);
            return id;
        });
    }

    private List<UserId> instructors(Course course) {
        return catalog.instructors(List.of(course.id())).getOrDefault(course.id(), List.of());
    }

    /** Under an address made of the title, with the end of the id behind it when somebody else has that. */
    private void add(CourseId id, UserId ownerId, Drafts.NewCourse course) {
        String tail = id.text().substring(id.text().length() - 6).toLowerCase(Locale.ROOT);
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
