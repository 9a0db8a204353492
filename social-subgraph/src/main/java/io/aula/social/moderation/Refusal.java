package io.aula.social.moderation;

import io.aula.social.pace.Leave;

/** Why something was not done; {@link Refusals} says it to the person. */
sealed interface Refusal {

    /** It is not there, or not for the person: which of the two is not told. */
    record NoTarget(String id) implements Refusal {}

    /** As above. */
    record NoReport(String id) implements Refusal {}

    /** Of oneself or of what one wrote: neither to be reported nor decided about. */
    record OnesOwn() implements Refusal {}

    record NoModerator() implements Refusal {}

    /** Somebody decided otherwise meanwhile. */
    record Decided() implements Refusal {}

    /** Whoever decided does not decide about the objection to it. */
    record SameModerator() implements Refusal {}

    /** There is nothing to open again: it waits already. */
    record NotDecided() implements Refusal {}

    /** Nothing to object to, or somebody objected before. */
    record NoAppeal() implements Refusal {}

    /** @param field of the input, or of the mutation's arguments */
    record BadText(String field) implements Refusal {}

    record NoLeave(Leave.Withheld why) implements Refusal {}
}
