package io.aula.social.comment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.UserId;
import io.aula.social.SocialTestServer;
import io.aula.social.access.ErasedPeople;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

final class VotesTest extends SocialTestServer {
    @Autowired
    private Votes votes;

    @Autowired
    private ErasedPeople erased;

    @Test
    void aVoteThatWasUnderWayWhileItsPersonWasErasedIsNotKept() {
        UserId person = UserId.next();
        CommentId comment = CommentId.next();
        tell("user.deleted", person.text(), 9, Map.of("userId", person.text()));
        eventually(() -> erased.isErased(person));
        votes.set(comment, person, true);
        votes.set(comment, UserId.next(), true);
        assertThat(votes.count(comment)).isOne();
    }
}
