package io.aula.social.knowledge;

import io.aula.platform.id.ConceptId;
import io.aula.platform.id.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A concept as it is kept, with its neighbours in the tree, each list by slug and at most 100 long. */
record KnownConcept(
        ConceptId id, String slug, Texts name, Texts description, Optional<UserId> by, Neighbours neighbours) {

    /** Spanish and English; one of them may be missing, and then the other is told. */
    record Texts(@Nullable String es, @Nullable String en) {
        Optional<String> in(String language) {
            boolean isSpanish = language.startsWith("es");
            return Optional.ofNullable(isSpanish ? es : en).or(() -> Optional.ofNullable(isSpanish ? en : es));
        }
    }

    record Neighbours(
            Optional<ConceptId> parent,
            List<ConceptId> children,
            List<ConceptId> prerequisites,
            List<ConceptId> unlocks) {}
}
