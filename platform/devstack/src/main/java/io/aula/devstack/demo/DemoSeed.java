package io.aula.devstack.demo;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import io.aula.devstack.demo.DemoCatalog.DemoComment;
import io.aula.devstack.demo.DemoCatalog.DemoCourse;
import io.aula.devstack.demo.DemoCatalog.DemoLesson;
import io.aula.devstack.demo.DemoCatalog.DemoModule;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.token.TokenCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Courses, enrollments, follows, comments and one recorded lesson, the quick things first. Every step carries an
 * idempotency key, so that a seed that was cut goes on where it stopped; a finished one is remembered beside the data.
 */
public final class DemoSeed {

    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final int MOST_TRIES = 120;

    private final StackEnvironment environment;
    private final Consumer<String> told;
    private final Progress progress;
    private final DemoCatalog catalog;
    private final Lecture lecture;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, String> courseIds = new HashMap<>();
    private final Map<String, String> lessonIds = new HashMap<>();
    private final Map<String, List<String>> taught = new LinkedHashMap<>();

    public DemoSeed(StackEnvironment environment, Consumer<String> told) {
        Path demo = environment.home().repository().resolve("platform/devstack/demo");
        this.environment = environment;
        this.told = told;
        this.progress = Progress.in(environment.home());
        this.catalog = DemoCatalog.read(demo.resolve("catalog.json"));
        this.lecture = new Lecture(
                demo.resolve("make-demo-video"), environment.home().root().resolve("demo-lesson.mp4"));
    }

    /**
     * Returns when everything is there. Does nothing when it already is, and waits for another process that is at it.
     *
     * @throws SetupFailure when a step is refused; what was seeded stays, and another run goes on from there
     */
    public void run() {
        if (!progress.isDone()) {
            progress.inTurn(told, this::goOn);
        }
    }

    /** Who is at it, so that it goes with the platform. */
    public static PidFile pid(Home home) {
        return new PidFile(home.run().resolve("demo.pid"));
    }

    private void goOn() {
        if (progress.isDone()) {
            return;
        }
        pid(environment.home()).write(ProcessHandle.current());
        try {
            seed();
        } catch (SetupFailure e) {
            String how = e.getMessage() + "; the platform runs, bin/seed goes on with the demo";
            progress.tell(how);
            throw new SetupFailure(how, e);
        }
    }

    private void seed() {
        tell("demo: courses");
        catalog.courses().forEach(this::write);
        if (!isInUse()) {
            catalog.courses().stream()
                    .filter(course -> course.recorded().isEmpty())
                    .forEach(this::publish);
        }
        progress.usable();
        tell("demo: making the recorded lesson");
        lecture.make(environment.home().log("demo-video"));
        catalog.courses().forEach(course -> course.recorded().ifPresent(lesson -> record(course, lesson)));
        tell("demo: enrollments, follows and comments");
        catalog.enrollments().forEach((who, keys) -> keys.forEach(key -> enroll(person(who), key)));
        catalog.follows().forEach((who, whom) -> whom.forEach(other -> follow(person(who), person(other))));
        catalog.comments().forEach(comment -> comment(comment, lessonId(comment.lesson()), null));
        tell("demo: the knowledge tree");
        new DemoKnowledge(person(catalog.courses().getFirst().by())).write(catalog.concepts(), taught);
        progress.done();
    }

    /** Since then courses are people's: a seed that goes on undoes nothing of what they wrote. */
    private boolean isInUse() {
        return progress.isUsable();
    }

    /** A course is not published before its videos can be played. Making and processing take minutes, and tokens ten. */
    private void record(DemoCourse course, DemoLesson lesson) {
        people.clear();
        Person teacher = person(course.by());
        String video = lecture.upload(teacher, lessonId(lesson.key()));
        lecture.awaitReady(teacher, video, line -> tell("demo: " + line));
        people.clear();
        publish(course);
    }

    private void tell(String line) {
        progress.tell(line);
        told.accept(line);
    }

    private void write(DemoCourse course) {
        Person teacher = person(course.by());
        JsonNode made = teacher.change(
                """
                mutation ($input: CreateCourseInput!) {
                  createCourse(input: $input) { course { id revision } userErrors { code message path } }
                }""",
                Map.of(
                        "input",
                        Map.of(
                                "idempotencyKey", "demo-course-" + course.key(),
                                "title", course.title().get(course.locale()),
                                "originalLocale", course.locale(),
                                "level", course.level(),
                                "tags", course.tags())),
                "course");
        String id = made.path("id").asString();
        courseIds.put(course.key(), id);
        if (!isInUse()) {
            describe(teacher, course, id, made.path("revision").asInt());
        }
        String after = null;
        for (DemoModule module : course.modules()) {
            after = write(teacher, id, module, "demo-" + course.key() + "-" + module.title(), after);
        }
    }

    private static void describe(Person teacher, DemoCourse course, String id, int revision) {
        teacher.change(
                """
                mutation ($input: UpdateCourseInput!) {
                  updateCourse(input: $input) { course { id } userErrors { code message path } }
                }""",
                Map.of(
                        "input",
                        Map.of(
                                "id", id,
                                "expectedRevision", revision,
                                "title", localized(course.title()),
                                "subtitle", localized(course.subtitle()),
                                "descriptionHtml", localized(course.description()))),
                "course");
    }

    private String write(Person teacher, String courseId, DemoModule module, String key, @Nullable String after) {
        Map<String, Object> input =
                new HashMap<>(Map.of("courseId", courseId, "title", module.title(), "idempotencyKey", key));
        input.put("afterId", after);
        String id =
                teacher.change("""
                        mutation ($input: CreateModuleInput!) {
                          createModule(input: $input) { module { id } userErrors { code message path } }
                        }""", Map.of("input", input), "module").path("id").asString();
        String lessonBefore = null;
        for (DemoLesson lesson : module.lessons()) {
            lessonBefore = write(teacher, id, lesson, key + "-" + lesson.title(), lessonBefore);
        }
        return id;
    }

    private String write(Person teacher, String moduleId, DemoLesson lesson, String key, @Nullable String after) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "moduleId",
                moduleId,
                "title",
                lesson.title(),
                "kind",
                lesson.video() ? "VIDEO" : "ARTICLE",
                "isFreePreview",
                lesson.preview(),
                "idempotencyKey",
                key));
        input.put("afterId", after);
        String id =
                teacher.change("""
                        mutation ($input: CreateLessonInput!) {
                          createLesson(input: $input) { lesson { id } userErrors { code message path } }
                        }""", Map.of("input", input), "lesson").path("id").asString();
        if (lesson.key() != null) {
            lessonIds.put(lesson.key(), id);
        }
        if (lesson.teaches() != null) {
            taught.put(id, lesson.teaches());
        }
        if (lesson.html() != null && !isInUse()) {
            teacher.change(
                    """
                    mutation ($input: UpdateLessonInput!) {
                      updateLesson(input: $input) { lesson { id } userErrors { code message path } }
                    }""",
                    Map.of(
                            "input",
                            Map.of("id", id, "articleHtml", localized(Map.of(localeOf(teacher), lesson.html())))),
                    "lesson");
        }
        return id;
    }

    private void publish(DemoCourse course) {
        Person teacher = person(course.by());
        String id = courseIds.get(course.key());
        JsonNode now = teacher.ask("query ($id: ID!) { course(id: $id) { status revision } }", Map.of("id", id))
                .path("course");
        if (now.path("status").asString().equals("PUBLISHED")) {
            return;
        }
        teacher.change(
                """
                mutation ($input: PublishCourseInput!) {
                  publishCourse(input: $input) { course { id } userErrors { code message path } }
                }""",
                Map.of(
                        "input",
                        Map.of(
                                "id",
                                id,
                                "expectedRevision",
                                now.path("revision").asInt())),
                "course");
    }

    private void enroll(Person learner, String key) {
        learner.change(
                """
                mutation ($input: EnrollInput!) {
                  enroll(input: $input) { enrollment { id } userErrors { code message path } }
                }""",
                Map.of("input", Map.of("courseId", courseIds.get(key), "idempotencyKey", "demo-enroll-" + key)),
                "enrollment");
    }

    private static void follow(Person who, Person whom) {
        String id = whom.ask("{ viewer { user { id } } }", Map.of())
                .at("/viewer/user/id")
                .asString();
        who.change(
                "mutation ($id: ID!) { follow(userId: $id) { user { id } userErrors { code message path } } }",
                Map.of("id", id),
                "user");
    }

    private void comment(DemoComment comment, String lessonId, @Nullable String parentId) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "lessonId",
                lessonId,
                "bodyMarkdown",
                comment.text(),
                "idempotencyKey",
                "demo-comment-" + Integer.toHexString(comment.text().hashCode())));
        input.put("positionMs", comment.atMs());
        input.put("parentId", parentId);
        String id = onceKnown(() -> person(comment.by()).change("""
                        mutation ($input: AddCommentInput!) {
                          addComment(input: $input) { comment { id } userErrors { code message path } }
                        }""", Map.of("input", input), "comment"))
                .path("id")
                .asString();
        if (comment.replies() != null) {
            comment.replies().forEach(reply -> comment(reply, lessonId, id));
        }
    }

    /** Who may write under a lesson is told to social by events, which come a moment after the enrollment. */
    static JsonNode onceKnown(Supplier<JsonNode> act) {
        for (int tries = 1; ; tries++) {
            try {
                return act.get();
            } catch (SetupFailure refused) {
                if (tries == MOST_TRIES || !String.valueOf(refused.getMessage()).contains("NOT_FOUND")) {
                    throw refused;
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private String lessonId(@Nullable String key) {
        return Objects.requireNonNull(lessonIds.get(key), () -> "demo/catalog.json names no lesson " + key);
    }

    private Person person(String email) {
        return people.computeIfAbsent(
                email,
                who -> new Person(
                        who,
                        new TokenCommand(environment).run(List.of(who)),
                        URI.create(environment.publicUrl()),
                        http));
    }

    private String localeOf(Person teacher) {
        return catalog.courses().stream()
                .filter(course -> course.by().equals(teacher.email()))
                .map(DemoCourse::locale)
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, String>> localized(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> Map.of("locale", text.getKey(), "text", text.getValue()))
                .toList();
    }
}
