package io.aula.social.knowledge;

import io.aula.platform.text.PlainText;
import io.aula.social.knowledge.KnownConcept.Texts;
import io.aula.social.knowledge.Refusal.BadInput;
import io.aula.social.knowledge.Refusal.Fault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A concept to be proposed or changed, as the client says it. What of {@code description} is not given stays. */
record UpsertConceptInput(
        @Nullable String id,
        String slug,
        List<ConceptText> name,
        @Nullable List<ConceptText> description) {
    static final int LONGEST_NAME = 80;
    static final int LONGEST_DESCRIPTION = 500;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_SLUG = 60;

    /** What is wrong with it, as far as it can be said without looking anywhere. */
    Optional<Refusal> refusal() {
        if (slug.length() > LONGEST_SLUG || !SLUG.matcher(slug).matches()) {
            return Optional.of(new BadInput(Fault.SLUG, "slug"));
        }
        if (!areKnown(name) || description != null && !areKnown(description)) {
            return Optional.of(new BadInput(Fault.LANGUAGE, "name"));
        }
        Texts names = names();
        if (names.es() == null && names.en() == null || isLonger(names, LONGEST_NAME)) {
            return Optional.of(new BadInput(Fault.NAME, "name"));
        }
        return isLonger(descriptions(), LONGEST_DESCRIPTION)
                ? Optional.of(new BadInput(Fault.DESCRIPTION, "description"))
                : Optional.empty();
    }

    Texts names() {
        return texts(name);
    }

    Texts descriptions() {
        return texts(description == null ? List.of() : description);
    }

    private static boolean areKnown(List<ConceptText> texts) {
        return texts.stream()
                .allMatch(each -> each.locale().equals("es") || each.locale().equals("en"));
    }

    private static boolean isLonger(Texts texts, int most) {
        return texts.es() != null && texts.es().length() > most
                || texts.en() != null && texts.en().length() > most;
    }

    private static Texts texts(List<ConceptText> given) {
        return new Texts(in("es", given), in("en", given));
    }

    private static @Nullable String in(String locale, List<ConceptText> given) {
        return given.stream()
                .filter(each -> each.locale().equals(locale))
                .map(each -> PlainText.name(each.text()))
                .filter(text -> !text.isEmpty())
                .reduce((former, latter) -> latter)
                .orElse(null);
    }
}
