package io.aula.courses.enrollment;

import io.aula.platform.id.Ids;
import java.util.Optional;

/** An enrollment's id. Whether there is such a thing it does not say. */
public record EnrollmentId(String text) {
    public static final String PREFIX = "enr";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public EnrollmentId {
        if (!Ids.is(PREFIX, text)) {
            throw new IllegalArgumentException("not an id of " + PREFIX);
        }
    }

    public static Optional<EnrollmentId> parse(String text) {
        return Ids.is(PREFIX, text) ? Optional.of(new EnrollmentId(text)) : Optional.empty();
    }

    public static EnrollmentId next() {
        return new EnrollmentId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
