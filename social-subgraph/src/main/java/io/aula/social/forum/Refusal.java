package io.aula.social.forum;

import io.aula.social.comment.Hold;
import io.aula.social.markdown.Body;
import io.aula.social.pace.Leave;

/** Why something was not done; {@link Refusals} says it to the person. */
sealed interface Refusal {

    /** It is not there, or not for the person: which of the two is not told. */
    record NoCourse(String id) implements Refusal {}

    /** As above. */
    record NoThread(String id) implements Refusal {}

    /** No post that is to be seen in the thread and answers it itself. */
    record NoAnswer(String id) implements Refusal {}

    record NotTheirs() implements Refusal {}

    /** Pinning, locking and announcing are for who keeps the course's discussions. */
    record NotStaff() implements Refusal {}

    record Locked() implements Refusal {}

    /** Others have posted in it: what they wrote is not its author's to take away. */
    record Answered() implements Refusal {}

    record NoQuestion() implements Refusal {}

    record BadTitle() implements Refusal {}

    record BadTags() implements Refusal {}

    record BadBody(Body.Fault fault) implements Refusal {}

    record NoKey() implements Refusal {}

    record KeyReused() implements Refusal {}

    /** As of a comment. */
    record Held(Hold hold) implements Refusal {}

    record NoLeave(Leave.Withheld why) implements Refusal {}
}
