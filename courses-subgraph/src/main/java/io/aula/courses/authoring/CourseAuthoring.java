package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.COURSE;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.idempotency.Once;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.text.Normalizer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Drafts, edits, publishes and archives courses. Every refusal is a {@link Refusal} and rolls back. */
@Service
@Transactional
public class CourseAuthoring {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SLUG = 80;

    private final Drafts drafts;
    private final CatalogService catalog;
    private final PublishChecks checks;
    private final CourseEvents events;
    private final Once once;

    CourseAuthoring(Drafts drafts, CatalogService catalog, PublishChecks checks, CourseEvents events, Once once) {
        this.drafts = drafts;
        this.catalog = catalog;
        this.checks = checks;
        this.events = events;
        this.once = once;
    }

    public String create(Caller caller, Drafts.NewCourse course, String idempotencyKey) {
        if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
            throw new Refusal(UserError.forbidden("INSTRUCTOR"));
        }
        requireTitle(course.title());
        return once.run(caller.userId(), idempotencyKey, course, () -> {
            String id = Ids.next("crs");
            drafts.addCourse(id, freeSlug(course.title(), id), caller.userId(), course);
            drafts.addInstructor(id, caller.userId(), 0);
            return id;
        });
    }

    public String update(Caller caller, Map<String, Object> input) {
        Course course = staffed(caller, (String) Objects.requireNonNull(input.get("id")));
        Map<Field<?>, Object> changes = new LinkedHashMap<>();
        CourseInput given = new CourseInput(input);
        given.texts("title").ifPresent(texts -> {
            LocalizedText titles = course.titles().with(texts);
            requireTitle(titles.orEmpty(course.originalLocale(), course.originalLocale()));
            changes.put(COURSE.TITLE, titles.toJson());
        });
        given.texts("subtitle")
                .ifPresent(texts -> changes.put(
                        COURSE.SUBTITLE, course.subtitles().with(texts).toJson()));
        given.html("descriptionHtml")
                .ifPresent(texts -> changes.put(
                        COURSE.DESCRIPTION, course.descriptions().with(texts).toJson()));
        given.text("slug").ifPresent(slug -> changes.put(COURSE.SLUG, requireSlug(slug, course)));
        given.text("level").ifPresent(level -> changes.put(COURSE.LEVEL, level));
        given.strings("tags").ifPresent(tags -> changes.put(COURSE.TAGS, tags.toArray(String[]::new)));
        if (input.get("isFree") instanceof Boolean isFree) {
            changes.put(COURSE.IS_FREE, isFree);
        }
        changes.putAll(given.settings());
        given.strings("instructorIds").ifPresent(ids -> replaceInstructors(course, ids));
        change(course, (int) Objects.requireNonNull(input.get("expectedRevision")), changes);
        if (course.isOpen()) {
            events.updated(course.id());
        }
        return course.id();
    }

    public String publish(Caller caller, String id, int expectedRevision, boolean unlisted) {
        Course course = staffed(caller, id);
        List<UserError> missing = checks.missing(course);
        if (!missing.isEmpty()) {
            throw new Refusal(missing);
        }
        Map<Field<?>, Object> changes = new LinkedHashMap<>();
        changes.put(COURSE.STATUS, (unlisted ? CourseStatus.UNLISTED : CourseStatus.PUBLISHED).name());
        if (course.publishedAt() == null) {
            changes.put(COURSE.PUBLISHED_AT, Instant.now());
        }
        change(course, expectedRevision, changes);
        events.published(id);
        return id;
    }

    public String archive(Caller caller, String id, int expectedRevision) {
        Course course = staffed(caller, id);
        change(course, expectedRevision, Map.of(COURSE.STATUS, CourseStatus.ARCHIVED.name()));
        events.archived(id);
        return id;
    }

    /** The course, if the caller teaches it; whoever may not even see it is told that it does not exist. */
    Course staffed(Caller caller, String courseId) {
        Course course = catalog.course(courseId, Optional.of(caller))
                .orElseThrow(() -> new Refusal(UserError.notFound(courseId)));
        if (!catalog.isStaff(courseId, caller)) {
            throw new Refusal(UserError.forbidden("TEACHES_COURSE"));
        }
        return course;
    }

    void change(Course course, int expectedRevision, Map<Field<?>, Object> changes) {
        if (drafts.changeCourse(course.id(), expectedRevision, changes) == 0) {
            int current = Objects.requireNonNull(
                            catalog.known(List.of(course.id())).get(course.id()))
                    .revision();
            throw new Refusal(UserError.stale(current));
        }
    }

    private void replaceInstructors(Course course, List<String> ids) {
        if (!ids.contains(course.ownerId())) {
            throw new Refusal(UserError.invalid(
                    "OWNER_MISSING",
                    "Quien creó el curso sigue enseñándolo.",
                    "Whoever made the course goes on teaching it.",
                    "instructorIds"));
        }
        drafts.removeInstructors(course.id());
        List<String> distinct = ids.stream().distinct().toList();
        for (int at = 0; at < distinct.size(); at++) {
            drafts.addInstructor(course.id(), distinct.get(at), at);
        }
    }

    static void requireTitle(@Nullable String title) {
        if (title == null || title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new Refusal(UserError.invalid(
                    "TITLE_INVALID",
                    "El título tiene entre 1 y 200 caracteres.",
                    "A title has 1 to 200 characters.",
                    "title"));
        }
    }

    private String requireSlug(String slug, Course course) {
        if (!slug.matches("[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")) {
            throw new Refusal(UserError.invalid(
                    "SLUG_INVALID",
                    "La dirección lleva letras minúsculas, cifras y guiones.",
                    "An address has lower-case letters, digits and hyphens.",
                    "slug"));
        }
        if (!slug.equalsIgnoreCase(course.slug()) && drafts.slugTaken(slug)) {
            throw new Refusal(
                    UserError.invalid("SLUG_TAKEN", "Esa dirección ya está en uso.", "That address is taken.", "slug"));
        }
        return slug;
    }

    private String freeSlug(String title, String id) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase()
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String slug =
                plain.substring(0, Math.min(plain.length(), LONGEST_SLUG - 10)).replaceAll("-$", "");
        String tail = id.substring(id.length() - 6).toLowerCase();
        return slug.isEmpty() ? "curso-" + tail : drafts.slugTaken(slug) ? slug + "-" + tail : slug;
    }
}
