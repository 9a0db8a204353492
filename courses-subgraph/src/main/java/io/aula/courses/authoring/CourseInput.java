package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.COURSE;

import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;

/** Reads an input whose absent fields mean "leave as it is". */
record CourseInput(Map<String, Object> input) {

    Optional<String> text(String name) {
        return Optional.ofNullable(input.get(name)).map(Object::toString);
    }

    Optional<List<String>> strings(String name) {
        return input.get(name) instanceof List<?> list
                ? Optional.of(list.stream()
                        .map(String::valueOf)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList())
                : Optional.empty();
    }

    @SuppressWarnings("unchecked") // a list of LocalizedTextInput, as the schema has it
    Optional<List<Map<String, String>>> texts(String name) {
        return Optional.ofNullable((List<Map<String, String>>) input.get(name));
    }

    /** What people write is shown to others: only formatting passes. */
    Optional<List<Map<String, String>>> html(String name) {
        return texts(name)
                .map(all -> all.stream()
                        .map(each -> Map.of(
                                "locale", String.valueOf(each.get("locale")),
                                "text",
                                        Jsoup.clean(
                                                String.valueOf(each.get("text")),
                                                Safelist.basic().addTags("h2", "h3"))))
                        .toList());
    }

    Map<Field<?>, Object> settings() {
        Map<Field<?>, Object> changes = new LinkedHashMap<>();
        if (!(input.get("settings") instanceof Map<?, ?> settings)) {
            return changes;
        }
        if (settings.get("completionRule") != null) {
            changes.put(COURSE.COMPLETION_RULE, String.valueOf(settings.get("completionRule")));
        }
        if (settings.get("completionThreshold") instanceof Number threshold) {
            if (threshold.doubleValue() < 0.5 || threshold.doubleValue() > 1) {
                throw new Refusal(UserError.invalid(
                        "THRESHOLD_RANGE",
                        "El umbral está entre 0,5 y 1.",
                        "The threshold is between 0.5 and 1.",
                        "settings",
                        "completionThreshold"));
            }
            changes.put(COURSE.COMPLETION_THRESHOLD, threshold.floatValue());
        }
        if (settings.get("sequential") instanceof Boolean sequential) {
            changes.put(COURSE.SEQUENTIAL, sequential);
        }
        return changes;
    }
}
