package io.aula.social.review;

import io.aula.social.comment.Hold;
import io.aula.social.markdown.Body;
import io.aula.social.pace.Leave;

/** Why something was not done; {@link Refusals} says it to the person. */
sealed interface Refusal {

    /** It is not there, or nobody was told of it. */
    record NoCourse(String id) implements Refusal {}

    record NoReview(String id) implements Refusal {}

    /** Who never was in the course has nothing to tell of it. */
    record NeverEnrolled() implements Refusal {}

    /** Nobody reviews what they teach. */
    record OwnCourse() implements Refusal {}

    record OwnVote() implements Refusal {}

    record NotTheirs() implements Refusal {}

    /** Answering is for who teaches the course. */
    record NotStaff() implements Refusal {}

    /** It is out of sight: writing over it would undo that. */
    record Held(Hold hold) implements Refusal {}

    record BadStars() implements Refusal {}

    record BadBody(Body.Fault fault) implements Refusal {}

    record NoLeave(Leave.Withheld why) implements Refusal {}
}
