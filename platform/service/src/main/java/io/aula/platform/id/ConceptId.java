package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of a concept of the knowledge tree. Whether there is such a thing it does not say. */
public record ConceptId(@JsonValue String text) {
    public static final String PREFIX = "cpt";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ConceptId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ConceptId> parse(String text) {
        return Ids.parse(PREFIX, text, ConceptId::new);
    }

    public static ConceptId next() {
        return new ConceptId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
