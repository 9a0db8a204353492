package io.aula.social.knowledge;

/** What became of a change of the tree. */
sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal why) implements Outcome<T> {}
}
