package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** An entry of the audit log's id. Whether there is such a thing it does not say. */
public record AuditEventId(@JsonValue String text) {
    public static final String PREFIX = "aud";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public AuditEventId {
        Ids.require(PREFIX, text);
    }

    public static Optional<AuditEventId> parse(String text) {
        return Ids.parse(PREFIX, text, AuditEventId::new);
    }

    public static AuditEventId next() {
        return new AuditEventId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
