package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** An enrollment's id. Whether there is such a thing it does not say. */
public record EnrollmentId(@JsonValue String text) {
    public static final String PREFIX = "enr";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public EnrollmentId {
        Ids.require(PREFIX, text);
    }

    public static Optional<EnrollmentId> parse(String text) {
        return Ids.parse(PREFIX, text, EnrollmentId::new);
    }

    public static EnrollmentId next() {
        return new EnrollmentId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
