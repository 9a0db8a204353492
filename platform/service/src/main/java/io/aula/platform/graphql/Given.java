package io.aula.platform.graphql;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of an input that changes something: left out, which leaves things as they are, or given, perhaps as null, which
 * clears. Made from the two questions that a generated input answers: {@code Given.of(input.hasTitle(), input.getTitle())}.
 */
public sealed interface Given<T> {

    static <T> Given<T> of(boolean isGiven, @Nullable T value) {
        return isGiven ? new Value<>(value) : new Absent<>();
    }

    /** Leaves things as they are. */
    record Absent<T>() implements Given<T> {}

    /** Replaces, or clears when it is null. */
    record Value<T>(@Nullable T value) implements Given<T> {}

    default boolean isGiven() {
        return this instanceof Value;
    }

    default void ifGiven(Consumer<@Nullable T> use) {
        if (this instanceof Value<T>(T value)) {
            use.accept(value);
        }
    }

    /** What is given when it is not null, mapped; null stays null. */
    default <R> Given<R> map(Function<T, R> mapping) {
        return switch (this) {
            case Absent<T>() -> new Absent<>();
            case Value<T>(T value) -> new Value<>(value == null ? null : mapping.apply(value));
        };
    }

    /** What holds afterwards. */
    default @Nullable T or(@Nullable T before) {
        return switch (this) {
            case Absent<T>() -> before;
            case Value<T>(T value) -> value;
        };
    }
}
