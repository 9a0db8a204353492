package io.aula.social.comment;

import java.time.Duration;
import java.util.List;

/** Why something was not done; {@link Refusals} says it to the person. */
sealed interface Refusal {

    /** It is not there, or not for the person: which of the two is not told. */
    record NoLesson(String id) implements Refusal {}

    /** As above. */
    record NoComment(String id) implements Refusal {}

    record NotTheirs() implements Refusal {}

    record Empty(List<String> path) implements Refusal {}

    record TooLong(int longest, List<String> path) implements Refusal {}

    record NoMoment() implements Refusal {}

    record NoKey(int longest) implements Refusal {}

    record KeyReused() implements Refusal {}

    record TooFast(Duration pause) implements Refusal {}
}
