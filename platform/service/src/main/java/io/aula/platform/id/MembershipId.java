package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A membership's id. Whether there is such a thing it does not say. */
public record MembershipId(@JsonValue String text) {
    public static final String PREFIX = "mem";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public MembershipId {
        Ids.require(PREFIX, text);
    }

    public static Optional<MembershipId> parse(String text) {
        return Ids.parse(PREFIX, text, MembershipId::new);
    }

    public static MembershipId next() {
        return new MembershipId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
