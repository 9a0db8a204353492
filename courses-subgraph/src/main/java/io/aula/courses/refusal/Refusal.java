package io.aula.courses.refusal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why what was asked is not done, as far as it can be foreseen. How a person is told of it, {@code UserError} knows. */
public sealed interface Refusal {
    /** It is not there, or not for the person: which of the two is not told. */
    record NotFound(String id) implements Refusal {}

    /** It is there, and this is not the person's to do. */
    record Forbidden(String missingPermission) implements Refusal {}

    /** Somebody else changed it since. */
    record Stale(int currentRevision) implements Refusal {}

    /** The key of idempotency was used before, with another request. */
    record KeyReused() implements Refusal {}

    record KeyInvalid() implements Refusal {}

    /**
     * What is against a rule of the feature.
     *
     * @param path to what is against it, within the arguments
     */
    record AgainstRule(String rule, String spanish, String english, List<String> path) implements Refusal {
        public AgainstRule {
            path = List.copyOf(path);
        }
    }

    /**
     * A caption file that cannot be taken.
     *
     * @param line from 1
     * @param suggestedShiftMs what its times want added to them
     */
    record UnfitFile(
            String rule,
            String spanish,
            String english,
            @Nullable Integer line,
            @Nullable Integer suggestedShiftMs) implements Refusal {}
}
