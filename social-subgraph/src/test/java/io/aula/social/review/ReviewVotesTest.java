package io.aula.social.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.social.SocialTestServer;
import io.aula.social.access.ErasedPeople;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

final class ReviewVotesTest extends SocialTestServer {
    @Autowired
    private ReviewVotes votes;

    @Autowired
    private ErasedPeople erased;

    @Test
    void aVoteThatWasUnderWayWhileItsPersonWasErasedIsNotKept() {
        UserId person = UserId.next();
        ReviewId review = ReviewId.next();
        tell("user.deleted", person.text(), 9, Map.of("userId", person.text()));
        eventually(() -> erased.isErased(person));
        votes.set(review, person, true);
        votes.set(review, UserId.next(), true);
        assertThat(votes.count(review)).isOne();
    }
}
