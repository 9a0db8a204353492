package io.aula.devstack.demo;

import io.aula.devstack.SetupFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the demo shows, as {@code demo/catalog.json} tells it. People are named by their address. */
record DemoCatalog(
        List<DemoCourse> courses,
        Map<String, List<String>> enrollments,
        List<DemoConcept> concepts,
        Map<String, List<String>> follows,
        List<DemoComment> comments) {

    static DemoCatalog read(Path file) {
        try {
            return JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(file.toFile(), DemoCatalog.class);
        } catch (JacksonException e) {
            throw new SetupFailure("demo: cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    record DemoCourse(
            String key,
            String by,
            String locale,
            String level,
            List<String> tags,
            Map<String, String> title,
            Map<String, String> subtitle,
            Map<String, String> description,
            List<DemoModule> modules) {

        /** The lesson that is recorded, where there is one. */
        Optional<DemoLesson> recorded() {
            return modules.stream()
                    .flatMap(module -> module.lessons().stream())
                    .filter(DemoLesson::video)
                    .findFirst();
        }
    }

    record DemoModule(String title, List<DemoLesson> lessons) {}

    /** A lesson is the recorded one when it says {@code video}, otherwise a text. {@code teaches} names concepts by their slugs. */
    record DemoLesson(
            @Nullable String key,
            String title,
            boolean video,
            boolean preview,
            @Nullable String html,
            @Nullable List<String> teaches) {}

    /** One of the knowledge tree, after those that it requires. */
    record DemoConcept(String slug, String es, String en, List<String> requires) {}

    /** {@code lesson} is the key of a lesson; a reply has none of its own. */
    record DemoComment(
            String by,
            @Nullable String lesson,
            @Nullable Integer atMs,
            String text,
            @Nullable List<DemoComment> replies) {}
}
