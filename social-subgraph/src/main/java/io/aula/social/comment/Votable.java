package io.aula.social.comment;

import io.aula.platform.security.Caller;
import io.aula.social.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What else than comments people vote for; whoever keeps it says so. */
public interface Votable {

    /** Of its ids. */
    String prefix();

    VotePayload vote(Caller caller, String targetId, boolean on);

    /** @param upvotes null when there is nothing to vote for */
    record VotePayload(@Nullable Integer upvotes, List<UserError> userErrors) {}
}
