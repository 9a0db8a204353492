package io.aula.courses.graphql;

import io.aula.platform.graphql.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A text in the languages its author wrote, by BCP 47 tag. */
public record LocalizedText(Map<String, String> byLocale) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public LocalizedText {
        byLocale = Map.copyOf(byLocale);
    }

    public static final LocalizedText EMPTY = new LocalizedText(Map.of());

    public static LocalizedText of(String locale, String text) {
        return new LocalizedText(Map.of(locale, text));
    }

    public static LocalizedText parse(JSONB json) {
        return new LocalizedText(JSON.readValue(json.data(), new TypeReference<Map<String, String>>() {}));
    }

    public JSONB toJson() {
        return JSONB.jsonb(JSON.writeValueAsString(byLocale));
    }

    /** This text with some languages replaced; an empty text removes its language. */
    public LocalizedText with(Map<String, String> texts) {
        Map<String, String> changed = new LinkedHashMap<>(byLocale);
        texts.forEach((locale, text) -> {
            if (text.isEmpty()) {
                changed.remove(locale);
            } else {
                changed.put(locale, text);
            }
        });
        return new LocalizedText(changed);
    }

    public boolean isEmpty() {
        return byLocale.isEmpty();
    }

    /** The asked language, then the reader's, then the author's, then whatever there is. */
    public @Nullable String in(@Nullable String asked, String original) {
        return preferred(asked, original).stream()
                .map(byLocale::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> byLocale.values().stream().findFirst())
                .orElse(null);
    }

    /** The languages in which a text is looked for, the best first. */
    public static List<String> preferred(@Nullable String asked, String original) {
        return Stream.of(asked, asked == null ? null : language(asked), Messages.language(), original)
                .filter(Objects::nonNull)
                .toList();
    }

    public String orEmpty(@Nullable String asked, String original) {
        return Objects.requireNonNullElse(in(asked, original), "");
    }

    private static String language(String tag) {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag : tag.substring(0, dash);
    }
}
