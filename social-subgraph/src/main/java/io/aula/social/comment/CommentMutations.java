package io.aula.social.comment;

import io.aula.platform.id.Ids;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.security.Caller;
import io.aula.social.comment.CommentService.Outcome;
import io.aula.social.comment.Votable.VotePayload;
import io.aula.social.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Comments as they are written. */
@Controller
class CommentMutations {
    private final CommentService service;
    private final List<Votable> others;

    CommentMutations(CommentService service, List<Votable> others) {
        this.service = service;
        this.others = List.copyOf(others);
    }

    /** @param edge the comment with its place, so that a client can put it where a reload would show it */
    record CommentPayload(
            @Nullable Comment comment, @Nullable Edge<Comment> edge, List<UserError> userErrors) {}

    @MutationMapping
    CommentPayload addComment(@Argument AddCommentInput input) {
        return payload(service.add(Caller.require(), input));
    }

    @MutationMapping
    CommentPayload editComment(@Argument String id, @Argument String bodyMarkdown) {
        return payload(service.edit(Caller.require(), id, bodyMarkdown));
    }

    @MutationMapping
    CommentPayload deleteComment(@Argument String id) {
        return payload(service.delete(Caller.require(), id));
    }

    @MutationMapping
    VotePayload upvote(@Argument String targetId, @Argument boolean on) {
        Caller caller = Caller.require();
        return others.stream()
                .filter(other -> Ids.is(other.prefix(), targetId))
                .findFirst()
                .map(other -> other.vote(caller, targetId, on))
                .orElseGet(() -> comment(caller, targetId, on));
    }

    private VotePayload comment(Caller caller, String targetId, boolean on) {
        return switch (service.vote(caller, targetId, on)) {
            case Outcome.Voted voted -> new VotePayload(voted.upvotes(), List.of());
            case Outcome.Done done -> new VotePayload(done.comment().upvotes(), List.of());
            case Outcome.Gone() -> new VotePayload(null, List.of());
            case Outcome.Refused refused -> new VotePayload(null, List.of(Refusals.error(refused.why())));
        };
    }

    private static CommentPayload payload(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Comment comment) ->
                new CommentPayload(comment, new Edge<>(comment.cursor().text(), comment), List.of());
            case Outcome.Gone() -> new CommentPayload(null, null, List.of());
            case Outcome.Voted voted -> new CommentPayload(null, null, List.of());
            case Outcome.Refused refused -> new CommentPayload(null, null, List.of(Refusals.error(refused.why())));
        };
    }
}
