package io.aula.courses.refusal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of an act: what it made, or why nothing was changed. */
public sealed interface Result<T> {
    record Done<T>(T value) implements Result<T> {}

    record Refused<T>(List<Refusal> why) implements Result<T> {
        public Refused {
            why = List.copyOf(why);
        }
    }

    static <T> Result<T> refused(Refusal why) {
        return new Refused<>(List.of(why));
    }

    /** What the work makes; a refusal within it ends it. */
    static <T> Result<T> of(Supplier<T> work) {
        try {
            return new Done<>(work.get());
        } catch (RefusedException refused) {
            return new Refused<>(refused.why());
        }
    }

    /** An act on what a person names; what is no id of its kind is not there. */
    static <I, T> Result<T> on(String named, Function<String, Optional<I>> kind, Function<I, Result<T>> act) {
        return kind.apply(named).map(act).orElseGet(() -> refused(new Refusal.NotFound(named)));
    }
}
