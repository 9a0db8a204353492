package io.aula.social.knowledge;

import io.aula.platform.id.ConceptId;
import java.util.List;

/** Why a change of the tree was not made. */
sealed interface Refusal {
    /** The id names no concept. */
    record NoConcept(String id) implements Refusal {}

    /** The id names no lesson that is known. */
    record NoLesson(String id) implements Refusal {}

    /** It would lead back to where it began; the path is the tree's own, from the end of the new edge to its beginning. */
    record Cycle(List<ConceptId> path) implements Refusal {
        public Cycle {
            path = List.copyOf(path);
        }
    }

    /** Another concept is called so. */
    record SlugTaken() implements Refusal {}

    /** Somebody else's, and only staff changes those. */
    record NotTheirs() implements Refusal {}

    /** Only staff does this. */
    record ForStaff() implements Refusal {}

    /** @param field of the input */
    record BadInput(Fault fault, String field) implements Refusal {}

    /** What is wrong with an input. */
    enum Fault {
        SLUG,
        NAME,
        DESCRIPTION,
        LANGUAGE,
        WEIGHT,
        START,
        TOO_MANY,
        ITSELF
    }
}
