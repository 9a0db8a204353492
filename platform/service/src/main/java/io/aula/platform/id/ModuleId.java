package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A module's id. Whether there is such a thing it does not say. */
public record ModuleId(@JsonValue String text) {
    public static final String PREFIX = "mod";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ModuleId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ModuleId> parse(String text) {
        return Ids.parse(PREFIX, text, ModuleId::new);
    }

    public static ModuleId next() {
        return new ModuleId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
