package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of what people complained of together. Whether there is such a thing it does not say. */
public record ReportId(@JsonValue String text) {
    public static final String PREFIX = "rep";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ReportId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ReportId> parse(String text) {
        return Ids.parse(PREFIX, text, ReportId::new);
    }

    public static ReportId next() {
        return new ReportId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
