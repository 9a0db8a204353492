package io.aula.social.comment;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(LiveComments.class);

    private final CommentService service;
    private final Doors doors;
    private final LiveBus live;

    LiveComments(CommentService service, Doors doors, LiveBus live) {
        this.service = service;
        this.doors = doors;
        this.live = live;
    }

    /**
     * What others write; the caller's own is already on their screen. The door is looked at when they come and at each
     * comment: a socket lives for hours, an enrollment may not.
     */
    @SubscriptionMapping
    Flux<Comment> lessonCommentAdded(@Argument String lessonId) {
        Caller caller = Caller.require();
        Home lesson = LessonId.parse(lessonId)
                .map(Home.UnderLesson::new)
                .filter(home -> doors.isOpen(home, Optional.of(caller)))
                .orElseThrow(() ->
                        DomainException.notFound(Messages.of("Esa lección no existe.", "There is no such lesson.")));
        return newIn(lesson, caller);
    }

    /** The same of the posts of a thread. */
    @SubscriptionMapping
    Flux<Comment> threadActivity(@Argument String threadId) {
        Caller caller = Caller.require();
        Home thread = ThreadId.parse(threadId)
                .map(Home.InThread::new)
                .filter(home -> doors.isOpen(home, Optional.of(caller)))
                .orElseThrow(
                        () -> DomainException.notFound(Messages.of("Ese tema no existe.", "There is no such thread.")));
        return newIn(thread, caller);
    }

    private Flux<Comment> newIn(Home home, Caller caller) {
        return live.subscribe(home.news())
                .concatMap(news -> Mono.fromCallable(() -> shown(news, caller))
                        .subscribeOn(Schedulers.boundedElastic())
                        .onErrorResume(failure -> missed(news, failure)));
    }

    /** A comment that could not be read is there after a reload; who listens goes on listening. */
    private static Mono<Comment> missed(JsonNode news, Throwable failure) {
        LOG.warn("Live comment {} not shown: {}", news.path("commentId").asString(""), failure.toString());
        return Mono.empty();
    }

    private @Nullable Comment shown(JsonNode news, Caller caller) {
        return service.find(news.path("commentId").asString(""), Optional.of(caller))
                .filter(comment -> comment.isVisible() && !comment.isBy(caller.user()))
                .orElse(null);
    }
}
