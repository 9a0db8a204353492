package io.aula.social.comment;

import io.aula.social.markdown.Body;
import io.aula.social.pace.Leave;
import java.util.List;

/** Why something was not done; {@link Refusals} says it to the person. */
sealed interface Refusal {

    /** It is not there, or not for the person: which of the two is not told. */
    record NoLesson(String id) implements Refusal {}

    /** As above. */
    record NoComment(String id) implements Refusal {}

    /** As above. */
    record NoThread(String id) implements Refusal {}

    /** Neither a lesson nor a thread is named, or both. */
    record NoPlace() implements Refusal {}

    /** The thread is locked: only who keeps the course's discussions writes, edits and deletes there. */
    record Locked() implements Refusal {}

    record NotTheirs() implements Refusal {}

    /** A vote for what one wrote oneself. */
    record OwnVote() implements Refusal {}

    record BadBody(Body.Fault fault, List<String> path) implements Refusal {}

    record NoMoment() implements Refusal {}

    record NoKey() implements Refusal {}

    record KeyReused() implements Refusal {}

    /** What was written is out of sight until a report is decided, or for good, or while its author is suspended. */
    record Held(Hold hold) implements Refusal {}

    record NoLeave(Leave.Withheld why) implements Refusal {}
}
