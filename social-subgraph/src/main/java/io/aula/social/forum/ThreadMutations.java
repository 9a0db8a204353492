package io.aula.social.forum;

import io.aula.platform.security.Caller;
import io.aula.social.forum.ThreadService.Outcome;
import io.aula.social.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Threads as they are written and kept. */
@Controller
class ThreadMutations {
    private final ThreadService service;

    ThreadMutations(ThreadService service) {
        this.service = service;
    }

    record ThreadPayload(@Nullable ForumThread thread, List<UserError> userErrors) {}

    @MutationMapping
    ThreadPayload createThread(@Argument CreateThreadInput input) {
        return payload(service.create(Caller.require(), input));
    }

    @MutationMapping
    ThreadPayload editThread(@Argument EditThreadInput input) {
        return payload(service.edit(Caller.require(), input));
    }

    @MutationMapping
    ThreadPayload deleteThread(@Argument String id) {
        return payload(service.delete(Caller.require(), id));
    }

    @MutationMapping
    ThreadPayload acceptAnswer(@Argument String threadId, @Argument @Nullable String commentId) {
        return payload(service.accept(Caller.require(), threadId, commentId));
    }

    @MutationMapping
    ThreadPayload setThreadState(@Argument ThreadStateInput input) {
        return payload(service.setState(Caller.require(), input));
    }

    private static ThreadPayload payload(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(ForumThread thread) -> new ThreadPayload(thread, List.of());
            case Outcome.Gone() -> new ThreadPayload(null, List.of());
            case Outcome.Refused(Refusal why) -> new ThreadPayload(null, List.of(Refusals.error(why)));
        };
    }
}
