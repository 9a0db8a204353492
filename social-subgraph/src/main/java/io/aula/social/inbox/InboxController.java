package io.aula.social.inbox;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.InboxItemId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.UserError;
import io.aula.social.inbox.InboxService.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Controller;

/** What waits for the caller's answer. */
@Controller
class InboxController {
    private final InboxService service;

    InboxController(InboxService service) {
        this.service = service;
    }

    record InboxPayload(@Nullable Shown item, List<UserError> userErrors) {}

    @QueryMapping
    InboxConnection inbox(
            @Argument @Nullable InboxFilter filter,
            @Argument InboxState state,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(InboxItemId.PREFIX, state);
        InboxFilter wanted = filter == null ? InboxFilter.ALL : filter;
        return InboxConnection.of(slice, service.page(Caller.require(), wanted, state, slice));
    }

    @MutationMapping
    InboxPayload setInboxItemDone(@Argument String id, @Argument boolean on) {
        Optional<Shown> marked = service.mark(Caller.require(), id, on);
        return new InboxPayload(
                marked.orElse(null),
                marked.isPresent()
                        ? List.of()
                        : List.of(UserError.notFound(
                                Messages.of("Eso ya no está en tu bandeja.", "That is not in your inbox any more."),
                                id)));
    }

    @SchemaMapping(typeName = "InboxItem")
    String id(Shown shown) {
        return shown.item().id().text();
    }

    @SchemaMapping(typeName = "InboxItem")
    InboxKind kind(Shown shown) {
        return shown.item().kind();
    }

    @SchemaMapping(typeName = "InboxItem")
    Course course(Shown shown) {
        return new Course(shown.item().courseId());
    }

    @SchemaMapping(typeName = "InboxItem")
    boolean isDone(Shown shown) {
        return shown.item().isDone();
    }

    @SchemaMapping(typeName = "InboxItem")
    Instant since(Shown shown) {
        return shown.item().since();
    }

    /** What an item is about, by name. */
    @Configuration(proxyBeanMethods = false)
    static class Subjects {
        @Bean
        RuntimeWiringConfigurer inboxSubjects() {
            return wiring -> wiring.type(
                    "InboxSubject",
                    subject -> subject.typeResolver(environment -> environment
                            .getSchema()
                            .getObjectType(environment.getObject() instanceof ThreadOfPosts ? "Thread" : "Comment")));
        }
    }
}
