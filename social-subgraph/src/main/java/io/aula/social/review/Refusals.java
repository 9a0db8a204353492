package io.aula.social.review;

import io.aula.platform.graphql.Messages;
import io.aula.social.comment.HeldErrors;
import io.aula.social.comment.Hold;
import io.aula.social.graphql.BodyErrors;
import io.aula.social.graphql.UserError;
import io.aula.social.graphql.UserError.ForbiddenError;
import io.aula.social.pace.Leave;
import io.aula.social.pace.PaceErrors;
import java.util.List;

/** What a refusal is called in a payload, in the reader's language. */
final class Refusals {
    private Refusals() {}

    static UserError error(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NoCourse(String id) ->
                UserError.notFound(Messages.of("Ese curso no existe.", "There is no such course."), id);
            case Refusal.NoReview(String id) ->
                UserError.notFound(Messages.of("Esa reseña ya no está.", "That review is not there any more."), id);
            case Refusal.NeverEnrolled() ->
                forbidden(
                        "NEVER_ENROLLED",
                        Messages.of(
                                "Solo reseña un curso quien está o estuvo en él.",
                                "Only those who are or were in a course review it."));
            case Refusal.OwnCourse() ->
                forbidden(
                        "OWN_COURSE",
                        Messages.of("Nadie reseña un curso que da.", "Nobody reviews a course that they teach."));
            case Refusal.OwnVote() ->
                forbidden("OWN_VOTE", Messages.of("Esa reseña es tuya.", "That review is your own."));
            case Refusal.NotTheirs() ->
                forbidden(
                        "FORBIDDEN", Messages.of("Esa reseña es de otra persona.", "That review is somebody else's."));
            case Refusal.NotStaff() ->
                forbidden(
                        "FORBIDDEN",
                        Messages.of("Eso lo hace quien da el curso.", "That is for those who teach the course."));
            case Refusal.Held(Hold hold) -> HeldErrors.error(hold);
            case Refusal.BadStars() ->
                UserError.invalid(Messages.of("Da de 1 a 5 estrellas.", "Give 1 to 5 stars."), "input", "stars");
            case Refusal.BadBody(var fault) -> BodyErrors.error(fault, List.of("input", "bodyMarkdown"));
            case Refusal.NoLeave(Leave.Withheld why) -> PaceErrors.error(why);
        };
    }

    private static UserError forbidden(String code, String message) {
        return new ForbiddenError(code, message, null, null);
    }
}
