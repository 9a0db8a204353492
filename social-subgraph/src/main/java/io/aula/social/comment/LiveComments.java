package io.aula.social.comment;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.LessonId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import io.aula.social.access.LessonAccess;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Comments as they appear. */
@Controller
class LiveComments {
    private final CommentService service;
    private final LessonAccess access;
    private final LiveBus live;

    LiveComments(CommentService service, LessonAccess access, LiveBus live) {
        this.service = service;
        this.access = access;
        this.live = live;
    }

    /**
     * What others write; the caller's own is already on their screen. The door is looked at when they come and at each
     * comment: a socket lives for hours, an enrollment may not.
     */
    @SubscriptionMapping
    Flux<Comment> lessonCommentAdded(@Argument String lessonId) {
        Caller caller = Caller.require();
        LessonId lesson = LessonId.parse(lessonId)
                .filter(id -> access.isOpen(id, Optional.of(caller)))
                .orElseThrow(() ->
                        DomainException.notFound(Messages.of("Esa lección no existe.", "There is no such lesson.")));
        return live.subscribe(CommentService.newsOf(lesson))
                .concatMap(
                        news -> Mono.fromCallable(() -> shown(news, caller)).subscribeOn(Schedulers.boundedElastic()));
    }

    private @Nullable Comment shown(JsonNode news, Caller caller) {
        return service.find(news.path("commentId").asString(""), Optional.of(caller))
                .filter(comment -> comment.isVisible() && !comment.isBy(caller.user()))
                .orElse(null);
    }
}
