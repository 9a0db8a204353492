package io.aula.social.review;

import io.aula.platform.id.ReviewId;
import io.aula.platform.security.Caller;
import io.aula.social.comment.Votable;
import io.aula.social.review.ReviewService.Outcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** A vote for a review says that it helped. */
@Component
class HelpfulVotes implements Votable {
    private final ReviewService service;

    HelpfulVotes(ReviewService service) {
        this.service = service;
    }

    @Override
    public String prefix() {
        return ReviewId.PREFIX;
    }

    @Override
    public VotePayload vote(Caller caller, String targetId, boolean on) {
        return switch (service.vote(caller, targetId, on)) {
            case Outcome.Voted(int helpful) -> new VotePayload(helpful, List.of());
            case Outcome.Done(Review review) -> new VotePayload(review.helpful(), List.of());
            case Outcome.Gone gone -> new VotePayload(null, List.of());
            case Outcome.Refused(Refusal why) -> new VotePayload(null, List.of(Refusals.error(why)));
        };
    }
}
